import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { AwsV4Signer } from 'aws4fetch'
import { bucketAway, bucketRefused } from './bucket-refusal.ts'

/** Where objects lie, and who asks for them. */
export type BucketAddress = {
  /** As people write it: `s3://bucket/prefix`. */
  readonly name: string
  /** Address of the bucket, without a slash at the end. */
  readonly url: string
  /** Begins every key; empty, or with a slash at the end. */
  readonly prefix: string
  readonly region: string
  readonly keyId: string
  readonly secret: string
  readonly sessionToken: string | undefined
}

/** Objects of an S3-compatible server, by their key below the prefix. */
export type Bucket = {
  readonly name: string
  /** Refuses where the bucket cannot be listed, so that a wrong key or name is found at the start. */
  check(): Promise<void>
  /** Bytes; undefined where there is no such object. */
  size(key: string): Promise<number | undefined>
  /** Bytes from `start` to before `end`, or all; undefined where there is no such object. */
  read(key: string, range?: { start: number; end: number }): Promise<AsyncIterable<Buffer> | undefined>
  /** Sends a file; the server checks every byte against its SHA-256, and shows the object only when it is whole. */
  send(key: string, path: string, size: number): Promise<void>
  /** Removes an object; nothing happens where there is none. A bucket that keeps versions keeps those of it too. */
  remove(key: string): Promise<void>
}

type Asked = { readonly query?: string; readonly headers?: Record<string, string>; readonly body?: Uint8Array<ArrayBuffer> }

/** Larger files go in parts; S3 takes 10,000 of them, so this allows for 640 GB. */
const PART_BYTES = 64_000_000
const TRIES = 5
const EMPTY_SHA256 = createHash('sha256').digest('hex')

/** Speaks to a bucket by the REST interface of S3 (API version 2006-03-01), signed by version 4. */
export function openBucket(at: BucketAddress, { pauseMilliseconds = 200, partBytes = PART_BYTES } = {}): Bucket {
  async function ask(method: string, key: string, { query = '', headers = {}, body }: Asked = {}): Promise<Response> {
    const url = `${at.url}/${key === '' ? '' : at.prefix + key}${query}`
    const sha256 = body ? createHash('sha256').update(body).digest('hex') : EMPTY_SHA256
    for (let tries = 1; ; tries++) {
      const signed = await new AwsV4Signer({
        method, url, headers: { ...headers, 'x-amz-content-sha256': sha256 }, accessKeyId: at.keyId, secretAccessKey: at.secret,
        service: 's3', region: at.region, ...(at.sessionToken === undefined ? {} : { sessionToken: at.sessionToken }),
      }).sign()
      try {
        const answer = await fetch(signed.url, { method, headers: signed.headers, ...(body ? { body } : {}) })
        if (answer.status < 500 && answer.status !== 429) return answer
        await answer.body?.cancel()
        if (tries === TRIES) throw bucketAway(at.name, `HTTP ${answer.status}`)
      } catch (error) {
        if (tries === TRIES || !(error instanceof TypeError)) throw away(at.name, error)
      }
      await sleep(pauseMilliseconds * 2 ** (tries - 1))
    }
  }
  /** The answer where it went well; null for an object that is not there. */
  async function asked(method: string, key: string, what: Asked = {}): Promise<Response | null> {
    const answer = await ask(method, key, what)
    if (answer.ok) return answer
    const text = await answer.text()
    const said = (tag: string) => new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(text)?.[1]
    // The answer to HEAD has no body: it is the object, or the bucket, of which `check` has told.
    if (answer.status === 404 && said('Code') !== 'NoSuchBucket') return null
    throw bucketRefused(at.name, said('Code') ?? `HTTP ${answer.status}`, said('Message') ?? '')
  }
  async function must(method: string, key: string, what: Asked = {}): Promise<Response> {
    return (await asked(method, key, what)) ?? raise(bucketRefused(at.name, 'HTTP 404', key))
  }

  async function sendInParts(key: string, path: string, size: number): Promise<void> {
    const begun = await (await must('POST', key, { query: '?uploads=' })).text()
    const id = encodeURIComponent(/<UploadId>([^<]+)<\/UploadId>/.exec(begun)?.[1] ?? raise(bucketRefused(at.name, 'UploadId', begun.slice(0, 100))))
    try {
      const tags: string[] = []
      for (let start = 0; start < size; start += partBytes) {
        const body = await bytesOf(path, start, Math.min(size, start + partBytes))
        const answer = await must('PUT', key, { query: `?partNumber=${tags.length + 1}&uploadId=${id}`, body })
        tags.push(answer.headers.get('etag') ?? '')
      }
      const list = tags.map((tag, k) => `<Part><PartNumber>${k + 1}</PartNumber><ETag>${tag.replaceAll('"', '&quot;')}</ETag></Part>`).join('')
      const body = new TextEncoder().encode(`<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${list}</CompleteMultipartUpload>`)
      const done = await (await must('POST', key, { query: `?uploadId=${id}`, body })).text()
      // It may fail after it has begun to answer with 200.
      if (done.includes('<Error>')) throw bucketRefused(at.name, /<Code>([^<]*)</.exec(done)?.[1] ?? '', key)
    } catch (error) {
      await ask('DELETE', key, { query: `?uploadId=${id}` }).catch(() => {})
      throw error
    }
  }

  return {
    name: at.name,
    async check() {
      await must('GET', '', { query: `?list-type=2&max-keys=1&prefix=${encodeURIComponent(at.prefix)}` }).then((answer) => answer.body?.cancel())
    },
    async size(key) {
      const answer = await asked('HEAD', key)
      return answer ? Number(answer.headers.get('content-length')) : undefined
    },
    async read(key, range) {
      const answer = await asked('GET', key, range ? { headers: { range: `bytes=${range.start}-${range.end - 1}` } } : {})
      return answer ? heard(answer, at.name) : undefined
    },
    async send(key, path, size) {
      if (size > partBytes) await sendInParts(key, path, size)
      else await must('PUT', key, { body: await bytesOf(path, 0, size) })
    },
    async remove(key) {
      await asked('DELETE', key)
    },
  }
}

/** The bytes of an answer; a line that breaks in the middle is said to be one. */
async function* heard(answer: Response, name: string): AsyncGenerator<Buffer> {
  try {
    for await (const piece of answer.body ?? []) yield Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
  } catch (error) {
    throw away(name, error)
  }
}

async function bytesOf(path: string, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  const file = await open(path)
  try {
    const bytes = new Uint8Array(end - start)
    for (let at = 0; at < bytes.length;) {
      const { bytesRead } = await file.read(bytes, at, bytes.length - at, start + at)
      if (bytesRead === 0) throw new Error(`${path} became shorter while it was sent`)
      at += bytesRead
    }
    return bytes
  } finally {
    await file.close()
  }
}

/** What a failed request means; what is no failure of the network is a defect of ours. */
function away(name: string, error: unknown): unknown {
  if (!(error instanceof TypeError)) return error
  return bucketAway(name, error.cause instanceof Error && error.cause.message ? error.cause.message : error.message)
}

function raise(error: Error): never {
  throw error
}
