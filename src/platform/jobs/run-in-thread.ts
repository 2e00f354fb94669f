import { Worker } from 'node:worker_threads'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'

/** What a thread sends back: messages on the way, then one end. */
export type ThreadAnswer =
  | { readonly message: unknown }
  | { readonly result: unknown }
  | { readonly refusal: { code: string; text: Text; details: Record<string, unknown> } }

/**
 * Runs the exported function `run(input, send)` of a TypeScript module in a thread of its own and returns its result.
 *
 * `module` is an absolute URL, as from `import.meta.resolve`. Input, messages and result are copied (structured
 * clone). Aborting ends the thread at once, wherever it is, and rejects with the signal's reason; a refusal thrown
 * inside arrives as a refusal.
 */
export async function runInThread<Result>(module: string | URL, input: unknown, { onMessage, signal }: {
  onMessage?: (message: unknown) => void
  signal?: AbortSignal
} = {}): Promise<Result> {
  signal?.throwIfAborted()
  const worker = new Worker(new URL('./thread.ts', import.meta.url), {
    workerData: { module: String(module), input },
  })
  const { promise, resolve, reject } = Promise.withResolvers<Result>()
  const abort = (): void => reject(signal?.reason)
  signal?.addEventListener('abort', abort, { once: true })
  worker.on('message', (answer: ThreadAnswer) => {
    if ('message' in answer) onMessage?.(answer.message)
    else if ('result' in answer) resolve(answer.result as Result)
    else reject(new Refusal(answer.refusal.code, answer.refusal.text, answer.refusal.details))
  })
  worker.on('error', reject)
  worker.on('exit', code => reject(new Error(`${String(module)} ended with status ${code} and no result`)))
  try {
    return await promise
  } finally {
    signal?.removeEventListener('abort', abort)
    await worker.terminate()
  }
}
