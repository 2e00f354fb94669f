import { checkRecords } from '#contract/operations/record.ts'
import type { AnswerOf } from '#contract/operation.ts'
import { Refusal } from '#science/refusal.ts'
import { client } from '../../client.ts'
import type { Entry } from './entry.ts'
import { isOwed } from './missing.ts'
import type { EntryProblem, Reading } from './read-entry.ts'

type RecordProblem = AnswerOf<typeof checkRecords>['problems'][number]

/** How long nobody types before the hub is asked. */
const QUIET_MILLISECONDS = 400

/** The problems of a form: what could not be read at once, what the hub holds against the rest shortly after. */
export type EntryCheck = {
  /** What is shown: what is only not there yet is left out until the form was sent once. */
  readonly shown: readonly EntryProblem[]
  /** Asks the hub at once and answers everything that is wrong. */
  all(): Promise<readonly EntryProblem[]>
  /** From here on what is missing is told too. */
  insist(): void
  /** Of these places, and of those below them. */
  at(...places: string[]): readonly EntryProblem[]
}

/** Checks a form while it is filled; call it while a component is set up. */
export function checkEntry(asked: () => { hub: string; entry: Entry; reading: Reading }): EntryCheck {
  let told = $state.raw<readonly EntryProblem[]>([])
  let insists = $state(false)

  async function ask(): Promise<readonly EntryProblem[]> {
    const { hub, entry, reading } = asked()
    if (reading.drafts.length === 0) return []
    const { problems } = await client.call(checkRecords, { params: { hub }, body: { records: [...reading.drafts] } })
    return inForm(problems, entry, reading)
  }

  $effect(() => {
    asked()
    let isWanted = true
    const timer = setTimeout(() => {
      ask().then(
        (found) => {
          if (isWanted) told = found
        },
        // A hub that is away says so when the form is sent; typing goes on.
        () => {},
      )
    }, QUIET_MILLISECONDS)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  })

  const shown = $derived([...asked().reading.problems, ...told].filter(({ code }) => insists || !isOwed(code)))
  return {
    get shown() {
      return shown
    },
    async all() {
      told = await ask()
      return [...asked().reading.problems, ...told]
    },
    insist: () => void (insists = true),
    at: (...places) => shown.filter(({ at }) => places.some((place) => at === place || at.startsWith(`${place}/`))),
  }
}

/**
 * The hub's problems at their places in the form, each once: what all pieces share is told where it was typed.
 *
 * A box that could not be read is missing from what the hub was asked, so it does not say so a second time.
 */
export function inForm(problems: readonly RecordProblem[], entry: Entry, { problems: unread }: Reading): EntryProblem[] {
  const placed = new Map<string, EntryProblem>()
  for (const { key, field, planned, code, text, details } of problems) {
    const piece = /^made-(\d+)-\d+$/.exec(key)
    const isShared = piece && field !== null && !entry.made[Number(piece[1])]?.own.includes(field)
    const record = isShared ? `made-${piece[1]}` : key
    const side = /^process\.(inputs|outputs)$/.exec(code)?.[1]
    const at = field === null ? (side ? `${record}/${side}` : record) : `${record}/${planned ? 'planned' : 'values'}/${field}`
    if (!unread.some((problem) => problem.at === at)) placed.set(`${at} ${code} ${text.en}`, { at, code, text, details })
  }
  return [...placed.values()]
}

/** A refusal that came with the answer to sending, as a problem of the whole form. */
export function ofWhole(refusal: Refusal): EntryProblem {
  return { at: 'record', code: refusal.code, text: refusal.text, details: refusal.details }
}
