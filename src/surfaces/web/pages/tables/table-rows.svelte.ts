import type { AnswerOf } from '#contract/operation.ts'
import { getFrozenRows, getTableRows } from '#contract/operations/table.ts'
import type { Refusal } from '#science/refusal.ts'
import { client, hubReturn, refusalOf } from '../../client.ts'
import { isPassing } from '../../hub-return.ts'

type Answer = AnswerOf<typeof getTableRows>

export type TableRows = {
  readonly columns: Answer['columns']
  readonly total: number
  /** As many as have arrived, in the hub's order. */
  readonly rows: Answer['rows']
  readonly started: boolean
  readonly problem: Refusal | null
}

/** A first screenful at once, the rest in larger portions behind it; `most` ends the reading of very long tables. */
const FIRST = 200
const PORTION = 5_000

/** A table as it stands, or as it was frozen. */
export type RowsOf = { readonly table: string; readonly frozen?: string | null }

/** Reads the rows of a table, so that the first appear at once and all can be sorted; call it while a component is set up. */
export function readTableRows(of: () => RowsOf | null, most = 100_000): TableRows {
  let columns = $state.raw<Answer['columns']>([])
  let rows = $state.raw<Answer['rows']>([])
  let total = $state(0)
  let started = $state(false)
  let problem = $state.raw<Refusal | null>(null)
  let round = $state(0)
  let stopWaiting = () => {}

  $effect(() => {
    const asked = of()
    void round
    let left = false
    started = false
    problem = null
    rows = []
    if (asked) void read(asked, () => left)
    return () => {
      left = true
      stopWaiting()
    }
  })

  async function read({ table, frozen }: RowsOf, isLeft: () => boolean) {
    try {
      for (let offset = 0; offset === 0 || offset < Math.min(total, most); offset = rows.length) {
        const limit = offset === 0 ? FIRST : PORTION
        const query = { offset, limit }
        const answer = frozen
          ? await client.call(getFrozenRows, { params: { id: frozen }, query })
          : await client.call(getTableRows, { params: { id: table }, query })
        if (isLeft()) return
        columns = answer.columns
        total = answer.total
        rows = offset === 0 ? answer.rows : [...rows, ...answer.rows]
        started = true
        if (answer.rows.length === 0) return
      }
    } catch (error) {
      if (isLeft()) return
      problem = refusalOf(error)
      if (isPassing(problem)) stopWaiting = hubReturn.when(() => round++)
    }
  }

  return {
    get columns() { return columns },
    get total() { return total },
    get rows() { return rows },
    get started() { return started },
    get problem() { return problem },
  }
}
