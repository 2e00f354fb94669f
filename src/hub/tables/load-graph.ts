import { setImmediate as turn } from 'node:timers/promises'
import { lineageGraph } from '#record/lineage/graph.ts'
import type { LineageGraph } from '#record/lineage/graph.ts'
import { isDone } from '#record/lineage/speaks-for.ts'
import { baseMaterial } from '#record/tables/build-table.ts'
import type { NeededFields } from '#record/tables/needed-fields.ts'
import type { Template } from '#record/templates/template.ts'
import type { Reader } from '../installation.ts'
import { recordFinder } from './needed-records.ts'
import { recordReader } from './read-lineage.ts'
import type { ReadRecord } from './read-lineage.ts'

/**
 * Rows whose histories are found and read together. Records of one history lie near each other in the store, so what
 * some hundred rows need is still in the database's memory from one question to the next; what all rows need is not.
 */
const ROWS = 500
/** Materials asked about, or records read, per statement: some 1 MB of text, so that other readers have their turn in between. */
const BATCH = 5_000

/**
 * The part of a hub's lineage that a table with one row per record of `rows` can draw from, oldest records first.
 *
 * With `only`, the rows are no others than these. It holds all that `voicesFor` visits from any row, with no values but
 * those of `fields` (with `types`, with no more of any value than its type); measurements of templates that have none of
 * these are left out, and so are names and sources of what makes no row. Memory grows with the rows and their histories,
 * not with the hub.
 *
 * Which records speak is decided by `voicesFor` alone. What is found here is a superset of what it visits: all materials
 * upwards of the rows' materials, representative pieces of these (and of pieces), the processes that made or sampled
 * them, and their measurements.
 */
export async function loadGraph(
  db: Reader, hub: string, templates: ReadonlyMap<string, Template>, rows: string, fields: NeededFields,
  only?: ReadonlySet<string>,
): Promise<LineageGraph> {
  const find = await recordFinder(db, hub, [...templates.values()], rows, fields, only)
  const { read, recordOf } = recordReader(db, hub, templates, rows, fields)
  const inTurn = queue()
  const found = new Set<string>()
  const met = new Set<string>()
  const records: ReadRecord[] = []

  const history = async (ids: readonly string[]) => {
    const fresh: string[] = []
    const add = (id: string) => {
      if (found.has(id)) return
      found.add(id)
      fresh.push(id)
    }
    const materials: string[] = []
    let front: string[] = []
    const meet = (material: string | null) => {
      if (material === null || met.has(material)) return
      met.add(material)
      front.push(material)
    }
    for (const row of await inTurn(() => read(ids))) {
      const one = recordOf(row)
      if (!isDone(one.record)) continue
      if (!found.has(one.record.id)) records.push(one)
      found.add(one.record.id)
      meet(baseMaterial(one.record))
    }
    while (front.length > 0) {
      const here = front
      front = []
      for (const material of here) {
        materials.push(material)
        add(material)
      }
      for (const some of batches(here, BATCH)) {
        for (const { process, material } of await inTurn(() => find.steps(some))) {
          add(process)
          meet(material)
        }
      }
    }
    for (const some of batches(materials, BATCH)) (await inTurn(() => find.tests(some))).forEach(add)
    fresh.sort()
    for (const some of batches(fresh, BATCH)) for (const row of await inTurn(() => read(some))) records.push(recordOf(row))
  }
  const waiting = batches(await find.rows(), ROWS)
  // Where one fails, its loop closes what both take from, and the other ends as well.
  const work = async () => {
    for (const ids of waiting) await history(ids)
  }
  // The database answers one while what it answered to the other is taken in.
  for (const done of await Promise.allSettled([work(), work()])) if (done.status === 'rejected') throw done.reason
  records.sort((a, b) => a.made - b.made || (a.record.id < b.record.id ? -1 : 1))
  return lineageGraph(records.map(({ record }) => record))
}

/** Asks one question at a time, and the next before the answer is given to whoever asked. */
function queue(): <T>(ask: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return async (ask) => {
    const answer = last.then(ask, ask)
    last = answer
    const given = await answer
    await turn()
    return given
  }
}

function* batches<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size)
}
