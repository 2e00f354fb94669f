// For tests: as much of S3 as the hub asks for, written from "Amazon S3 API Reference" (2006-03-01) and "Authenticating Requests:
// Using the Authorization Header (AWS Signature Version 4)". No server of the registries does it: s3rver 3.7.1 brings 114 packages and
// answers a wrong key with 500; MinIO and Garage are in neither npm nor Debian. The store was tried against s3rver and moto, too.
import { createHash, createHmac, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type TrialBucket = {
  readonly environment: Record<string, string>
  readonly objects: Map<string, Buffer>
  /** Uploads in parts that were neither completed nor given up. */
  readonly unfinished: Map<string, Map<number, Buffer>>
  /** Answers the next `count` requests with this status and nothing done. */
  fail(count: number, status: number): void
  /** Breaks the connection in the middle of the next object. */
  breakNext(): void
  close(): Promise<void>
}

const KEY_ID = 'AKIDTRIAL'
const SECRET = 'secret/of+the/trial'
const LEAST_PART_BYTES = 5 << 20

/** Starts a bucket `lab` in this process. */
export async function openTrialBucket(): Promise<TrialBucket> {
  const objects = new Map<string, Buffer>()
  const unfinished = new Map<string, Map<number, Buffer>>()
  let failing = { count: 0, status: 503 }
  let isBreaking = false

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray())
    const url = new URL(request.url!, 'http://localhost')
    const say = (status: number, xml: string, headers: Record<string, string> = {}) => void response.writeHead(status, { ...headers, 'content-type': 'application/xml' }).end(request.method === 'HEAD' ? '' : xml)
    const refuse = (status: number, code: string) => say(status, `<Error><Code>${code}</Code><Message>Said of ${code}</Message></Error>`)
    if (failing.count-- > 0) return refuse(failing.status, 'SlowDown')
    const fault = faultOf(request, url)
    if (fault) return refuse(403, fault)
    if (request.headers['x-amz-content-sha256'] !== createHash('sha256').update(body).digest('hex')) return refuse(400, 'XAmzContentSHA256Mismatch')
    const [, bucket, key] = /^\/([^/]+)\/(.*)$/.exec(decodeURIComponent(url.pathname)) ?? []
    if (bucket !== 'lab' || key === undefined) return refuse(404, 'NoSuchBucket')
    if (key === '') return say(200, `<ListBucketResult><KeyCount>${objects.size}</KeyCount></ListBucketResult>`)
    const upload = url.searchParams.get('uploadId')
    if (request.method === 'POST' && url.searchParams.has('uploads')) {
      const id = randomBytes(8).toString('base64')
      unfinished.set(id, new Map())
      return say(200, `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`)
    }
    if (upload !== null) {
      const parts = unfinished.get(upload)
      if (!parts) return refuse(404, 'NoSuchUpload')
      if (request.method === 'PUT') {
        parts.set(Number(url.searchParams.get('partNumber')), body)
        return say(200, '', { etag: tagOf(body) })
      }
      unfinished.delete(upload)
      if (request.method === 'DELETE') return say(204, '')
      const listed = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>(.*?)<\/ETag>/g)]
      const chosen = listed.map(([, n, tag]) => ({ part: parts.get(Number(n)), tag: tag!.replaceAll('&quot;', '"') }))
      if (chosen.some(({ part, tag }) => !part || tagOf(part) !== tag)) return refuse(400, 'InvalidPart')
      if (chosen.slice(0, -1).some(({ part }) => part!.length < LEAST_PART_BYTES)) return refuse(400, 'EntityTooSmall')
      objects.set(key, Buffer.concat(chosen.map(({ part }) => part!)))
      return say(200, '<CompleteMultipartUploadResult/>')
    }
    if (request.method === 'PUT') {
      objects.set(key, body)
      return say(200, '', { etag: tagOf(body) })
    }
    if (request.method === 'DELETE') {
      objects.delete(key)
      return say(204, '')
    }
    const object = objects.get(key)
    if (!object) return refuse(404, 'NoSuchKey')
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? []
    if (from !== undefined && Number(from) >= object.length) return refuse(416, 'InvalidRange')
    const bytes = from === undefined ? object : object.subarray(Number(from), Number(to) + 1)
    response.writeHead(from === undefined ? 200 : 206, { 'content-length': bytes.length, etag: tagOf(object) })
    if (request.method === 'HEAD') return void response.end()
    if (!isBreaking) return void response.end(bytes)
    isBreaking = false
    response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy())
  }

  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    objects,
    unfinished,
    environment: {
      SOJAE_FILES: 's3://lab/of-the-hub', AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      AWS_ACCESS_KEY_ID: KEY_ID, AWS_SECRET_ACCESS_KEY: SECRET, AWS_REGION: 'ap-northeast-2',
    },
    fail: (count, status) => { failing = { count, status } },
    breakNext: () => { isBreaking = true },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const tagOf = (bytes: Uint8Array) => `"${createHash('md5').update(bytes).digest('hex')}"`

function faultOf(request: IncomingMessage, url: URL): string | null {
  const [, keyId, day, region, names, signature] = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/
    .exec(request.headers.authorization ?? '') ?? []
  if (!keyId || !day || !region || !names) return 'AccessDenied'
  if (keyId !== KEY_ID) return 'InvalidAccessKeyId'
  const headers = names.split(';').map((name): [string, string] => [name, String(request.headers[name] ?? '')])
  const expected = signatureOf({ method: request.method!, url, headers, day, region, secret: SECRET })
  return expected === signature ? null : 'SignatureDoesNotMatch'
}

/** A request's signature, from its definition; a test holds it to the example of the documentation. */
export function signatureOf({ method, url, headers, day, region, secret }: {
  method: string; url: URL; headers: readonly (readonly [name: string, value: string])[]; day: string; region: string; secret: string
}): string {
  const encoded = (text: string) => encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  const query = [...url.searchParams].map(([name, value]) => `${encoded(name)}=${encoded(value)}`).toSorted().join('&')
  const said = new Map(headers)
  const canonical = [
    method, decodeURIComponent(url.pathname).split('/').map(encoded).join('/'), query,
    ...headers.map(([name, value]) => `${name}:${value.trim()}`), '', headers.map(([name]) => name).join(';'), said.get('x-amz-content-sha256'),
  ].join('\n')
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
  const key = ['s3', 'aws4_request'].reduce(hmac, hmac(hmac(`AWS4${secret}`, day), region))
  const toSign = ['AWS4-HMAC-SHA256', said.get('x-amz-date'), `${day}/${region}/s3/aws4_request`, createHash('sha256').update(canonical).digest('hex')].join('\n')
  return hmac(key, toSign).toString('hex')
}
