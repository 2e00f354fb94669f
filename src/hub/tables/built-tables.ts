import { sql } from 'kysely'
import { changedSince } from '#platform/index/changes.ts'
import type { Position } from '#platform/index/changes.ts'
import type { Installation, Reader } from '../installation.ts'

/** Cells kept over all tables: some 100 bytes each. The table asked for last stays even where it alone has more. */
const MOST_CELLS = 2_000_000

type Built<T> = { readonly value: T; readonly cells: number; readonly seen: Seen }

/** The state of a hub that a table was built from. */
type Seen = { readonly snapshot: Position; readonly templates: number }

/** A table on its way or done; `begun` is its place in the order of all that is asked and begun. */
type Kept = { readonly begun: number; readonly built: Promise<Built<unknown>>; cells: number }

const kept = new Map<string, Kept>()
let moment = 0

/**
 * What `build` makes from one snapshot of a hub, made again only after something was written to that hub.
 *
 * An answer is never older than the question: one that was begun before is given only if nothing was written since, and
 * one that is being made for somebody else is waited for. `cells` of what was made bounds how much is kept.
 */
export async function builtOnce<T>(
  at: Installation, hub: string, key: string, build: (db: Reader) => Promise<T>, cells: (value: T) => number,
): Promise<T> {
  const asked = ++moment
  for (;;) {
    const known = kept.get(key)
    if (!known) return (await begin(at, hub, key, build, cells)).value
    // Whoever began it hears of its failure; here it is made again.
    const built = await known.built.catch(() => null)
    if (built && (known.begun > asked || await isCurrent(at.db, hub, built.seen))) {
      if (kept.delete(key)) kept.set(key, known)
      return built.value as T
    }
    if (kept.get(key) === known) kept.delete(key)
  }
}

function begin<T>(
  at: Installation, hub: string, key: string, build: (db: Reader) => Promise<T>, cells: (value: T) => number,
): Promise<Built<T>> {
  const begun = ++moment
  const built = at.db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(async (trx) => {
    const seen = await stateOf(trx, hub)
    const value = await build(trx)
    return { value, cells: cells(value), seen }
  })
  const entry: Kept = { begun, built, cells: 0 }
  kept.set(key, entry)
  built.then(({ cells: made }) => {
    entry.cells = made
    forgetOldest()
  }, () => {
    if (kept.get(key) === entry) kept.delete(key)
  })
  return built
}

function forgetOldest(): void {
  let total = [...kept.values()].reduce((sum, { cells }) => sum + cells, 0)
  for (const [key, { cells }] of kept) {
    if (total <= MOST_CELLS || kept.size === 1) return
    kept.delete(key)
    total -= cells
  }
}

async function stateOf(db: Reader, hub: string): Promise<Seen> {
  const { rows: [seen] } = await sql<Seen>`
    select pg_current_snapshot()::text as snapshot,
      (select count(*)::int from template where hub = ${hub}) as templates`.execute(db)
  return seen!
}

/** Whether a reader sees what that snapshot saw of a hub's records and templates; templates are only ever added. */
async function isCurrent(db: Reader, hub: string, { snapshot, templates }: Seen): Promise<boolean> {
  const { rows: [answer] } = await sql<{ current: boolean }>`
    select not exists (select from record where hub = ${hub} and ${sql.raw(changedSince(snapshot))})
      and not exists (select from withdrawal where hub = ${hub} and ${sql.raw(changedSince(snapshot, 'withdrawal'))})
      and (select count(*) from template where hub = ${hub}) = ${templates} as current`.execute(db)
  return answer!.current
}
