import { sql } from 'kysely'
import { elementsAlong } from '#record/lineage/elements-along.ts'
import { referencedIds } from '#record/lineage/participants.ts'
import type { RecordContent } from '#record/records/record.ts'
import { searchable } from '#record/records/searchable.ts'
import type { Transacted } from '../installation.ts'

/** The elements of a record that is about to be stored, from its own composition or from what it points to. */
export async function elementsOfNew(
  trx: Transacted, hub: string, id: string, content: RecordContent,
): Promise<readonly number[]> {
  const near = await trx
    .selectFrom('record')
    .select(['id', 'elements'])
    .where('hub', '=', hub)
    .where('id', 'in', [...referencedIds(content), id])
    .execute()
  const known = new Map(near.map((row) => [row.id, row.elements]))
  const own = searchable(content).elements
  const found = elementsAlong(new Map([[id, { content, own }]]), (other) => known.get(other) ?? []).get(id) ?? []
  // A material that states no composition keeps what came down to it from the process that made it.
  return found.length === 0 && content.kind === 'material' ? (known.get(id) ?? []) : found
}

/** Records looked at together: few enough that their documents fit in memory. */
const TOGETHER = 2_000

/**
 * Hands changed compositions on to what was made and measured from these records, step by step.
 *
 * A record is looked at again whenever one of those that it has its elements from has changed, so a blend of two of them
 * comes out right in whatever order they are met; lineage has no cycle, so this ends.
 */
export async function passElementsDown(trx: Transacted, hub: string, ids: readonly string[]): Promise<void> {
  let changed = ids
  while (changed.length > 0) {
    const next = new Set<string>()
    for (let start = 0; start < changed.length; start += TOGETHER) {
      const below = await idsBelow(trx, hub, changed.slice(start, start + TOGETHER))
      for (let from = 0; from < below.length; from += TOGETHER) {
        for (const id of await renewElements(trx, hub, below.slice(from, from + TOGETHER))) next.add(id)
      }
    }
    changed = [...next]
  }
}

/**
 * What was measured on these materials or made with them, or what these processes made.
 *
 * Three look-ups rather than one condition with `or`, for which PostgreSQL would read every record.
 */
async function idsBelow(trx: Transacted, hub: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from record where hub = ${hub} and of_material = any(${ids}::uuid[])
    union select process from edge where hub = ${hub} and material = any(${ids}::uuid[]) and direction = 'input'
    union select material from edge where hub = ${hub} and process = any(${ids}::uuid[]) and direction = 'output'`.execute(trx)
  return rows.map(({ id }) => id)
}

/** Works out the elements of these records again from what stands above them; returns those whose elements changed. */
async function renewElements(trx: Transacted, hub: string, ids: readonly string[]): Promise<string[]> {
  const records = await trx
    .selectFrom('record_with_content').select(['id', 'content', 'elements']).where('hub', '=', hub).where(isAmong('id', ids)).execute()
  const own = new Map(records.map(({ id, content }) => [id, searchable(content).elements]))
  const without = records.filter(({ id }) => own.get(id)!.length === 0)
  const materials = without.filter(({ content }) => content.kind === 'material').map(({ id }) => id)
  const pointedTo = [...new Set(without.flatMap(({ content }) => referencedIds(content)))]
  const above = await trx
    .selectFrom('record').select(['id', 'elements']).where('hub', '=', hub).where(isAmong('id', pointedTo)).execute()
  const makers = await trx
    .selectFrom('edge')
    .innerJoin('record', (join) => join.onRef('record.id', '=', 'edge.process').onRef('record.hub', '=', 'edge.hub'))
    .select(['edge.material', 'record.elements'])
    .where('edge.hub', '=', hub).where('edge.direction', '=', 'output').where(isAmong('edge.material', materials))
    .execute()
  const known = new Map(above.map(({ id, elements }) => [id, elements]))
  const made = new Map(makers.map(({ material, elements }) => [material, elements]))
  const renewed = records.flatMap(({ id, content, elements }) => {
    const node = { content, own: own.get(id)! }
    const found = content.kind === 'material' && node.own.length === 0 ? (made.get(id) ?? [])
      : elementsAlong(new Map([[id, node]]), (other) => known.get(other) ?? []).get(id)!
    return found.join() === elements.join() ? [] : [{ id, elements: `{${found.join()}}` }]
  })
  if (renewed.length === 0) return []
  await sql`update record set elements = renewed.elements::smallint[]
    from unnest(${renewed.map(({ id }) => id)}::uuid[], ${renewed.map(({ elements }) => elements)}::text[]) as renewed (id, elements)
    where record.hub = ${hub} and record.id = renewed.id`.execute(trx)
  return renewed.map(({ id }) => id)
}

function isAmong(column: string, ids: readonly string[]) {
  return sql<boolean>`${sql.ref(column)} = any(${ids}::uuid[])`
}
