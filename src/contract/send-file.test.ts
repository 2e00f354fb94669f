import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#science/refusal.ts'
import { createClient } from './client.ts'
import { sendInParts } from './send-file.ts'

const broken = () => new TypeError('fetch failed')
const refusalOf = (code: string) => new Refusal(code, { en: 'x', ko: '가' }, {})

/** A hub that keeps what it gets; `fates` says of each request whether it fails before or after it was done. */
function hub(fates: Iterable<'done' | 'lost' | 'answer lost' | 'half'>) {
  const next = fates[Symbol.iterator]()
  const held: { size: number; bytes: Uint8Array; asked: string[] } = { size: 0, bytes: new Uint8Array(), asked: [] }
  const send = async (_path: string, { method = 'GET', headers, body }: RequestInit) => {
    const fate = next.next().value ?? 'done'
    held.asked.push(method)
    if (fate === 'lost') throw broken()
    const said = headers as Record<string, string>
    if (method === 'POST') held.size = Number(said['upload-length'])
    if (method === 'PATCH') {
      const offset = Number(said['upload-offset'])
      if (offset !== held.bytes.length) throw refusalOf('upload.wrong_offset')
      const part = new Uint8Array(await new Response(body).arrayBuffer())
      held.bytes = Buffer.concat([held.bytes, fate === 'half' ? part.subarray(0, part.length >> 1) : part])
    }
    if (fate !== 'done') throw broken()
    const sha256 = held.bytes.length === held.size ? 'whole' : null
    return new Response(null, { headers: {
      location: '/hubs/main/uploads/1', 'upload-offset': String(held.bytes.length), ...(sha256 ? { 'sojae-sha256': sha256 } : {}),
    } })
  }
  return { held, send }
}

const content = Uint8Array.from({ length: 5_000_000 }, (_, n) => (n * 7919) >> 5)
const atOnce = async () => true

test('whatever requests or answers are lost on the way, the hub has in the end the bytes that were sent, each once', async () => {
  const fates = fc.array(fc.constantFrom('done', 'lost', 'answer lost', 'half'), { maxLength: 30 })
  await fc.assert(fc.asyncProperty(fates, fc.boolean(), async (each, asBlob) => {
    const { held, send } = hub(each as never)
    const sent = await sendInParts(send, '/u', asBlob ? new Blob([content]) : content, 'text/csv', { wait: atOnce })
    assert.deepEqual(sent, { sha256: 'whole', size: content.length })
    assert.ok(Buffer.from(held.bytes).equals(content))
  }), { numRuns: 15 })
})

test('progress never claims more than the hub has, and says when the connection is away', async () => {
  const { held, send } = hub(['done', 'done', 'half', 'lost', 'done'])
  const heard: string[] = []
  const onSent = (bytes: number, isWaiting: boolean) => {
    assert.ok(bytes <= held.bytes.length)
    if (isWaiting) heard.push('away')
    else if (heard.at(-1) !== 'on') heard.push('on')
  }
  await sendInParts(send, '/u', content, 'text/csv', { onSent, wait: atOnce })
  assert.deepEqual(heard, ['on', 'away', 'away', 'on'])
})

test('tries in a row are counted from the last part that went through, and giving up tells what went wrong', async () => {
  const tries: number[] = []
  const wait = async (count: number) => tries.push(count) > 0 && count < 3
  await assert.rejects(sendInParts(hub(['done', 'lost', 'done', 'done', ...Array(9).fill('lost')]).send, '/u', content, 'text/csv', { wait }), TypeError)
  assert.deepEqual(tries, [1, 1, 2, 3])
})

test('what the hub refuses is refused at once, and not tried again', async () => {
  let asked = 0
  const send = async () => {
    asked++
    throw refusalOf('hub.files_full')
  }
  await assert.rejects(sendInParts(send, '/u', content, 'text/csv', { wait: atOnce }), { code: 'hub.files_full' })
  assert.equal(asked, 1)
})

test('a proxy that takes no more than 1 MB in a request gets parts of 1 MB, and no request is repeated for ever', async () => {
  const { held, send } = hub([])
  let refused = 0
  const proxied = async (path: string, init: RequestInit) => {
    const size = init.body instanceof Uint8Array ? init.body.byteLength : 0
    if (size <= 1 << 20) return send(path, init)
    refused++
    throw new Refusal('http.unexpected', { en: 'x', ko: '가' }, { status: 413 })
  }
  await sendInParts(proxied, '/u', content, 'text/csv', { wait: async () => assert.fail('nothing broke') })
  assert.ok(Buffer.from(held.bytes).equals(content))
  assert.equal(refused, 1)
  const nothing = async (path: string, init: RequestInit) => {
    if (init.method === 'PATCH') throw new Refusal('http.unexpected', { en: 'x', ko: '가' }, { status: 413 })
    return send(path, init)
  }
  held.bytes = new Uint8Array()
  await assert.rejects(sendInParts(nothing, '/u', content, 'text/csv'), { code: 'http.unexpected' })
})

test('a proxy whose hub is away is a break; one that takes nobody in is not', async () => {
  for (const [status, asked] of [[502, 3], [504, 3], [403, 1]] as const) {
    let count = 0
    const client = createClient({ address: 'http://hub', fetch: async () => {
      count++
      return new Response('<html>', { status })
    } })
    await assert.rejects(client.upload('main', content, 'text/csv', { wait: async (tries) => tries < 3 }), { code: 'http.unexpected' })
    assert.equal(count, asked)
  }
})

test('a small file goes whole, in one request', async () => {
  const asked: string[] = []
  const client = createClient({ address: 'http://hub', fetch: async (input, init) => {
    asked.push(`${init?.method} ${String(input)}`)
    return Response.json({ sha256: 'a', size: 3 })
  } })
  await client.upload('main', new Uint8Array(3), 'text/csv')
  assert.deepEqual(asked, ['POST http://hub/api/v1/hubs/main/files'])
})
