import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '#science/refusal.ts'
import type { ThreadAnswer } from './run-in-thread.ts'

// The first module of every thread that `runInThread` starts: it calls the module asked for and posts its answers.
const { module, input } = workerData as { module: string; input: unknown }
const send = (answer: ThreadAnswer): void => parentPort?.postMessage(answer)
try {
  const { run } = (await import(module)) as {
    run: (input: unknown, send: (message: unknown) => void) => unknown
  }
  send({ result: await run(input, message => send({ message })) })
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  send({ refusal: { code: error.code, text: error.text, details: { ...error.details } } })
}
