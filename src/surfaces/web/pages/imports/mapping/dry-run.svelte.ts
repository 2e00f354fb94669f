import { untrack } from 'svelte'
import { checkImport, getCheckProgress, stopImportCheck } from '#contract/operations/recipe.ts'
import type { AnswerOf } from '#contract/operation.ts'
import { client } from '../../../client.ts'
import { load } from '../../../loading.svelte.ts'

type Body = NonNullable<Parameters<typeof client.call<typeof checkImport>>[1]>['body']
/** `key` is equal for what gives the same answer. */
export type Asked = { readonly hub: string; readonly key: string } & Pick<Body, 'recipe' | 'file'>
type Progress = NonNullable<AnswerOf<typeof getCheckProgress>['progress']>

/** A sheet that takes long to read is read when asked to, not at every click. */
const MOST_ROWS_UNASKED = 20_000
const FIRST_LOOK = 400
const BETWEEN_LOOKS = 500

/**
 * The dry run of a recipe over a file: begun when the recipe changes (or only when asked to), watched while it runs, stopped when it is
 * no longer wanted.
 */
export function dryRun(ask: () => Asked | null, { onlyAsked = false } = {}) {
  let isLong = onlyAsked
  let pressed = $state<string | null>(null)
  let progress = $state.raw<Progress | null>(null)
  let running: { readonly hub: string; readonly run: string } | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const checked = load(() => {
    const asked = ask()
    const wanted = pressed
    stop()
    return asked === null || (isLong && wanted !== asked.key) ? null : check(asked)
  })
  $effect(() => () => stop())

  async function check({ hub, key, recipe, file }: Asked) {
    const mine = { hub, run: newRun() }
    running = mine
    untrack(() => (progress = null))
    timer = setTimeout(() => void watch(mine), FIRST_LOOK)
    try {
      const answer = await client.call(checkImport, { params: { hub }, body: { recipe, file, run: mine.run } })
      isLong = onlyAsked || answer.rows_read > MOST_ROWS_UNASKED
      return { key, answer }
    } finally {
      if (running === mine) end()
    }
  }

  async function watch(mine: NonNullable<typeof running>) {
    const answer = await client.call(getCheckProgress, { params: mine }).catch(() => null)
    if (running !== mine) return
    if (answer?.progress) progress = answer.progress
    timer = setTimeout(() => void watch(mine), BETWEEN_LOOKS)
  }

  function end() {
    clearTimeout(timer)
    running = null
    progress = null
  }

  function stop() {
    const mine = running
    if (mine === null) return
    untrack(end)
    void client.call(stopImportCheck, { params: mine }).catch(() => {})
  }

  return {
    get value() {
      return checked.value
    },
    get problem() {
      return checked.problem?.code === 'check.stopped' ? null : checked.problem
    },
    get waiting() {
      return checked.waiting
    },
    get progress() {
      return progress
    },
    stop() {
      isLong = true
      pressed = null
      if (running) void client.call(stopImportCheck, { params: running }).catch(() => {})
    },
    start(key: string) {
      pressed = null
      isLong = true
      queueMicrotask(() => (pressed = key))
    },
  }
}

/** `crypto.randomUUID` is there on secure addresses only. */
function newRun(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
