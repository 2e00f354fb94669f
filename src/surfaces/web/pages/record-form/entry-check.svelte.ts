import type { CalculationRemarkSchema, ValueSchema } from '#contract/schemas/record.ts'
import type { z } from 'zod'
import { checkRecords } from '#contract/operations/record.ts'
import { client } from '../../client.ts'
import type { Entry } from './entry.ts'
import { isOwed } from './missing.ts'
import { inForm, readInForm, remarksInForm } from './problem-places.ts'
import type { EntryProblem, Reading } from './read-entry.ts'

/** How long nobody types before the hub is asked. */
const QUIET_MILLISECONDS = 400

/** Why a calculated field has no value, or no uncertainty. */
export type Remark = z.output<typeof CalculationRemarkSchema>

/** The problems of a form: what could not be read at once, what the hub holds against the rest shortly after. */
export type EntryCheck = {
  /** What the hub would keep at a place, where it reads that out of a file or a curve, or calculates it. */
  read(at: string): z.output<typeof ValueSchema> | undefined
  /** What is said of a calculated field at a place. */
  remark(at: string): Remark | undefined
  /** What is shown: what is only not there yet is left out until the form was sent once. */
  readonly shown: readonly EntryProblem[]
  /** Asks the hub at once and answers everything that is wrong. */
  all(): Promise<readonly EntryProblem[]>
  /** From here on what is missing is told too. */
  insist(): void
  /** Of these places, and of those below them. */
  at(...places: string[]): readonly EntryProblem[]
}

type Asked = {
  readonly problems: readonly EntryProblem[]
  readonly read: ReturnType<typeof readInForm>
  readonly remarks: ReturnType<typeof remarksInForm>
}
const NOTHING: Asked = { problems: [], read: new Map(), remarks: new Map() }

/** Checks a form while it is filled; call it while a component is set up. */
export function checkEntry(asked: () => { hub: string; entry: Entry; reading: Reading }): EntryCheck {
  let told = $state.raw(NOTHING)
  let insists = $state(false)

  async function ask(): Promise<Asked> {
    const { hub, entry, reading } = asked()
    if (reading.drafts.length === 0) return NOTHING
    const { problems, read, remarks } = await client.call(checkRecords, { params: { hub }, body: { records: [...reading.drafts] } })
    return { problems: inForm(problems, entry, reading), read: readInForm(read, entry), remarks: remarksInForm(remarks, entry) }
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

  const shown = $derived([...asked().reading.problems, ...told.problems].filter(({ code }) => insists || !isOwed(code)))
  return {
    get shown() {
      return shown
    },
    async all() {
      told = await ask()
      return [...asked().reading.problems, ...told.problems]
    },
    read: (at) => told.read.get(at),
    remark: (at) => told.remarks.get(at),
    insist: () => void (insists = true),
    at: (...places) => shown.filter(({ at }) => places.some((place) => at === place || at.startsWith(`${place}/`))),
  }
}
