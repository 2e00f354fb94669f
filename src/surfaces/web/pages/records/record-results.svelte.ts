import { searchRecords } from '#contract/operations/record.ts'
import type { AnswerOf } from '#contract/operation.ts'
import type { Refusal } from '#science/refusal.ts'
import { client, hubReturn, refusalOf } from '../../client.ts'
import { isPassing } from '../../hub-return.ts'
import { filterQuery } from './record-filter.ts'
import type { RecordFilter } from './record-filter.ts'

/** How soon a list is asked again that did not hold everything yet. */
const AGAIN_MS = 3_000

export type RecordRow = AnswerOf<typeof searchRecords>['records'][number]

/** The records that pass a filter, page by page; a new filter keeps the old rows until its own arrive. */
export function recordResults(asked: () => { hub: string; filter: RecordFilter }) {
  let rows = $state.raw<readonly RecordRow[]>([])
  let total = $state<number | null>(null)
  let next = $state<string | null>(null)
  let waiting = $state(true)
  let problem = $state.raw<Refusal | null>(null)
  let freshness = $state.raw<AnswerOf<typeof searchRecords>['freshness'] | null>(null)
  let round = 0
  let stopWaiting = () => {}

  async function ask(cursor: string | null) {
    const mine = ++round
    stopWaiting()
    const { hub, filter } = asked()
    waiting = true
    try {
      const answer = await client.call(searchRecords, {
        params: { hub }, query: { ...filterQuery(filter), limit: 50, ...(cursor === null ? {} : { cursor }) },
      })
      if (mine !== round) return
      rows = cursor === null ? answer.records : [...rows, ...answer.records]
      total = answer.total
      next = answer.next
      freshness = answer.freshness
      problem = null
      if (answer.freshness.behind > 0 && cursor === null) askLater()
    } catch (error) {
      if (mine !== round) return
      problem = refusalOf(error)
      if (problem.code === 'index.building') askLater()
      else if (isPassing(problem)) stopWaiting = hubReturn.when(() => void ask(cursor))
    } finally {
      if (mine === round) waiting = false
    }
  }

  function askLater() {
    const timer = setTimeout(() => void ask(null), AGAIN_MS)
    stopWaiting = () => clearTimeout(timer)
  }

  $effect(() => {
    asked()
    void ask(null)
    return () => {
      round++
      stopWaiting()
    }
  })

  return {
    get rows() { return rows },
    get total() { return total },
    get waiting() { return waiting },
    get problem() { return problem },
    /** What is still on its way into the list, if anything is. */
    get behind() { return freshness !== null && freshness.behind > 0 ? freshness : null },
    get more() { return next !== null },
    /** Brings the next page. */
    showMore() {
      if (next !== null && !waiting) void ask(next)
    },
    again: () => void ask(null),
  }
}
