import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { Refusal } from '#science/refusal.ts'
import { hashChosen } from './hash-chosen.ts'

const signal = new AbortController().signal

test('a browser that never sends a file finds the SHA-256 that a hub would, also over the edge of what it reads at once', async () => {
  for (const size of [0, 1, 999_999, 1_000_000, 1_000_001, 3_500_000]) {
    const bytes = randomBytes(size)
    const shares: number[] = []
    const found = await hashChosen(new Blob([bytes]), { signal, onRead: (share) => shares.push(share) })
    assert.equal(found, createHash('sha256').update(bytes).digest('hex'), `${size} bytes`)
    assert.equal(shares.at(-1) ?? 1, 1)
    assert.deepEqual(shares, shares.toSorted((a, b) => a - b))
  }
})

test('a file that goes away while it is read is no file with a shorter hash', async () => {
  const gone = { size: 3_500_000, slice: (at: number) => ({
    arrayBuffer: () => (at === 0 ? Promise.resolve(new ArrayBuffer(1_000_000)) : Promise.reject(new Error('NotReadableError'))),
  }) } as unknown as Blob
  await assert.rejects(hashChosen(gone, { signal, onRead: () => {} }), (error: unknown) => error instanceof Refusal && error.code === 'file.unreadable')
})

test('reading ends when it is given up', async () => {
  const stop = new AbortController()
  await assert.rejects(hashChosen(new Blob([randomBytes(3_500_000)]), { signal: stop.signal, onRead: () => stop.abort() }), { name: 'AbortError' })
})
