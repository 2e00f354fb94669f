import { setImmediate } from 'node:timers/promises'

/**
 * The items of a long piece of work, with a turn for everything else that this process does after every `turn` of them:
 * answering people, and feeding the database.
 */
export async function* takeTurns<T>(items: Iterable<T> | AsyncIterable<T>, turn: number): AsyncGenerator<T> {
  let done = 0
  for await (const item of items) {
    yield item
    if (++done % turn === 0) await setImmediate()
  }
}
