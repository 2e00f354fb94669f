import type { Refusal } from '#science/refusal.ts'
import { hubReturn, refusalOf } from './client.ts'
import { isPassing } from './hub-return.ts'
import { released } from './pressing.ts'

export type Loading<T> = {
  /** The newest answer; the old one stays while the next is under way. */
  readonly value: T | undefined
  readonly problem: Refusal | null
  readonly waiting: boolean
  /** Asks again. */
  again(): void
  /** Takes an answer that came another way, such as that of a change just made. */
  set(value: T): void
}

/**
 * Asks the hub, and asks again whenever something changes that `ask` reads before it awaits.
 *
 * A hub that cannot be reached is asked again when it is back. No answer moves the page under a pointer that is pressed. Call it while a component is set up. Answers that arrive late are dropped; `ask` may answer null to ask nothing yet.
 */
export function load<T>(ask: () => Promise<T> | null): Loading<T> {
  let value = $state.raw<T>()
  let problem = $state.raw<Refusal | null>(null)
  let waiting = $state(true)
  let round = $state(0)
  let asked = 0

  $effect(() => {
    void round
    const question = ask()
    const mine = ++asked
    let stopWaiting = () => {}
    if (question === null) {
      waiting = false
      return
    }
    waiting = true
    question.then(
      async (answer) => {
        await released()
        if (mine !== asked) return
        value = answer
        problem = null
        waiting = false
      },
      async (error) => {
        await released()
        if (mine !== asked) return
        problem = refusalOf(error)
        waiting = false
        if (isPassing(problem)) stopWaiting = hubReturn.when(() => round++)
      },
    )
    return () => {
      asked++
      stopWaiting()
    }
  })

  return {
    get value() {
      return value
    },
    get problem() {
      return problem
    },
    get waiting() {
      return waiting
    },
    again: () => void round++,
    set(answer) {
      asked++
      value = answer
      problem = null
      waiting = false
    },
  }
}
