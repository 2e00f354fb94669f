import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { Refusal } from '#science/refusal.ts'
import { openFileStore } from '../files/file-store.ts'
import type { FileStore } from '../files/file-store.ts'
import { fetchFile } from './fetch-file.ts'
import type { PublishedFile } from './fetch-file.ts'

// For localhost only, made for this test, trusted by nothing else; valid until 2126.
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgvjEdQ038QvCBDpRs
+8uU5iQAh8ku9GgZJdeQVxoq6uWhRANCAATE08ePIh2xoajapcCaQukBgrfw3zpR
2YxbB8BI3VUXGLNqd4lMz/A7yYLJJgClq0+keGRO5gV2TngraFCV5cm5
-----END PRIVATE KEY-----`
const cert = `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUBUTfwOY8aHvoDfH6s/lJYplzYXwwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzIyNDY0N1oYDzIxMjYxMDMw
MjI0NjQ3WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATE08ePIh2xoajapcCaQukBgrfw3zpR2YxbB8BI3VUXGLNqd4lMz/A7
yYLJJgClq0+keGRO5gV2TngraFCV5cm5o28wbTAdBgNVHQ4EFgQUyhPGLKBwwI65
fiSQOMW8XlH0z0QwHwYDVR0jBBgwFoAUyhPGLKBwwI65fiSQOMW8XlH0z0QwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIhANTeBVXN/ug5rjP9cXDos892CgAgS6rY3coDwrHNazI/AiA8
kXMgkzI3RBzV/Nv9WrJYbDgC17F4fLda75h36CC8hg==
-----END CERTIFICATE-----`

const body = Buffer.from('FORMULA,PROPERTY: HV\nAl0.5CoCrFeNi,247\n')
const sha256 = createHash('sha256').update(body).digest('hex')

const server = createServer({ key, cert }, (request, response) => {
  const path = request.url ?? ''
  if (path === '/file.csv') response.end(body)
  else if (path === '/moved') response.writeHead(302, { location: '/file.csv' }).end()
  else if (path === '/downgraded') response.writeHead(302, { location: 'http://localhost/file.csv' }).end()
  else if (path === '/circle') response.writeHead(302, { location: '/circle' }).end()
  else if (path === '/broken') response.writeHead(200, { 'content-length': 999 }).write(body, () => response.destroy())
  else response.writeHead(404).end()
})

let folder: string
let files: FileStore
let origin: string
before(async () => {
  setDefaultCACertificates([...getCACertificates(), cert])
  folder = await mkdtemp(join(tmpdir(), 'sojae-fetch-'))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  origin = `https://localhost:${(server.address() as AddressInfo).port}`
})
after(async () => {
  server.closeAllConnections()
  server.close()
  await rm(folder, { recursive: true })
})

async function freshStore(): Promise<FileStore> {
  return openFileStore(await mkdtemp(join(folder, 'store-')))
}

async function refused(code: string, path: string, published: Partial<PublishedFile> = {}): Promise<void> {
  const url = path.startsWith('http') ? path : origin + path
  const store = await freshStore()
  await assert.rejects(fetchFile({ url, sha256, maxBytes: 1000, ...published }, { files: store }), (error: Error) => {
    assert.ok(error instanceof Refusal, String(error.stack))
    assert.equal(error.code, code)
    return true
  })
  assert.equal(await store.has(sha256), false)
  assert.deepEqual(await readdir(join(store.path(sha256), '../../../incoming')), [])
}

describe('a published file', () => {
  test('is kept when it has the stated checksum, also behind a redirect, and is not fetched twice', async () => {
    files = await freshStore()
    const heard: number[] = []
    const stored = await fetchFile({ url: `${origin}/moved`, sha256, maxBytes: 1000 }, {
      files, onBytes: received => heard.push(received),
    })
    assert.deepEqual(stored, { sha256, size: body.length })
    assert.equal(heard.at(-1), body.length)
    const again = await fetchFile({ url: 'https://nowhere.invalid/', sha256, maxBytes: 1000 }, { files })
    assert.deepEqual(again, stored)
  })

  test('with other bytes than the recipe was written for is not kept', () =>
    refused('download.changed', '/file.csv', { sha256: '0'.repeat(64) }))
  test('is refused over http', () => refused('download.not_https', 'http://localhost/file.csv'))
  test('is refused when https leads to http', () => refused('download.not_https', '/downgraded'))
  test('larger than allowed is refused', () => refused('download.too_large', '/file.csv', { maxBytes: 10 }))
  test('that is not there is refused with its status', () => refused('download.status', '/missing.csv'))
  test('that redirects in a circle is given up', () => refused('download.failed', '/circle'))
  test('cut off on the way is not kept', () => refused('download.failed', '/broken'))
  test('on an unknown host is refused with the cause', () =>
    refused('download.failed', 'https://nowhere.invalid/a.csv'))

  test('is not fetched once the caller has given up', async () => {
    const signal = AbortSignal.abort(new Error('no longer wanted'))
    await assert.rejects(
      fetchFile({ url: `${origin}/file.csv`, sha256, maxBytes: 1000 }, { files: await freshStore(), signal }),
      /no longer wanted/,
    )
  })
})
