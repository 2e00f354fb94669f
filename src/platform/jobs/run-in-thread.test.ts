import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { Refusal } from '#science/refusal.ts'
import { runInThread } from './run-in-thread.ts'

let folder: string
before(async () => { folder = await mkdtemp(join(tmpdir(), 'sojae-thread-')) })
after(() => rm(folder, { recursive: true }))

async function module(name: string, source: string): Promise<URL> {
  const path = join(folder, `${name}.ts`)
  await writeFile(path, source)
  return pathToFileURL(path)
}

describe('work in a thread', () => {
  test('returns its result after its messages, in order', async () => {
    const sum = await module('sum', `export async function run(input: number[], send: (message: unknown) => void) {
      let sum = 0
      for (const value of input) { sum += value; send({ sum }) }
      return { sum }
    }`)
    const messages: unknown[] = []
    const result = await runInThread<{ sum: number }>(sum, [1, 2, 3], { onMessage: message => messages.push(message) })
    assert.deepEqual([result, messages], [{ sum: 6 }, [{ sum: 1 }, { sum: 3 }, { sum: 6 }]])
  })

  test('that refuses, refuses here with the same code, sentence and values', async () => {
    const refusing = await module('refusing', `import { Refusal } from '${import.meta.resolve('#science/refusal.ts')}'
      export function run(): never { throw new Refusal('model.constant', { en: 'constant', ko: '일정' }, { n: 3 }) }`)
    await assert.rejects(runInThread(refusing, null), (error: Error) =>
      error instanceof Refusal && error.code === 'model.constant' && error.details['n'] === 3 && error.text.ko === '일정')
  })

  test('that fails, fails here with its message', async () => {
    const failing = await module('failing', `export function run() { throw new TypeError('not positive definite') }`)
    await assert.rejects(runInThread(failing, null), /not positive definite/)
    const leaving = await module('leaving', 'export function run() { process.exit(3) }')
    await assert.rejects(runInThread(leaving, null), /ended with status 3/)
  })

  test('ends at once when it is no longer wanted, even in the middle of an endless loop', async () => {
    const endless = await module('endless', `export function run(_: unknown, send: (message: unknown) => void) {
      send('begun')
      for (;;);
    }`)
    const unwanted = new AbortController()
    const work = runInThread(endless, null, {
      onMessage: () => unwanted.abort(new Error('cancelled')), signal: unwanted.signal,
    })
    await assert.rejects(work, /cancelled/)
    await assert.rejects(runInThread(endless, null, { signal: unwanted.signal }), /cancelled/)
  })
})
