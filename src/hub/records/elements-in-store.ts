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

/** Hands a changed composition on to what was made and measured from it. */
export async function passElementsDown(trx: Transacted, hub: string, id: string): Promise<void> {
  const queue = [id]
  const seen = new Set(queue)
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const below = await recordsBelow(trx, hub, next)
    for (const record of below) {
      if (seen.has(record.id)) continue
      seen.add(record.id)
      const elements = await elementsBelow(trx, hub, record.id, record.content)
      if (elements.join() === record.elements.join()) continue
      await trx
        .updateTable('record')
        .set({ elements: [...elements] })
        .where('hub', '=', hub)
        .where('id', '=', record.id)
        .execute()
      queue.push(record.id)
    }
  }
}

/**
 * What was measured on a material or made with it, or what a process made.
 *
 * Three look-ups rather than one condition with `or`, for which PostgreSQL would read every record.
 */
async function recordsBelow(trx: Transacted, hub: string, id: string) {
  const found = trx
    .selectFrom('record').select('id').where('hub', '=', hub).where('of_material', '=', id)
    .union(
      trx.selectFrom('edge').select('process as id').where('hub', '=', hub).where('material', '=', id).where('direction', '=', 'input'),
    )
    .union(
      trx.selectFrom('edge').select('material as id').where('hub', '=', hub).where('process', '=', id).where('direction', '=', 'output'),
    )
  return trx
    .selectFrom(found.as('below'))
    .innerJoin('record', (join) => join.on('record.hub', '=', hub).onRef('record.id', '=', 'below.id'))
    .select(['record.id', 'record.content', 'record.elements'])
    .execute()
}

async function elementsBelow(
  trx: Transacted, hub: string, id: string, content: RecordContent,
): Promise<readonly number[]> {
  const own = searchable(content).elements
  if (own.length > 0) return own
  if (content.kind !== 'material') return elementsOfNew(trx, hub, id, content)
  const maker = await trx
    .selectFrom('edge')
    .innerJoin('record', (join) => join.onRef('record.id', '=', 'edge.process').onRef('record.hub', '=', 'edge.hub'))
    .select('record.elements')
    .where('edge.hub', '=', hub)
    .where('edge.material', '=', id)
    .where('edge.direction', '=', 'output')
    .executeTakeFirst()
  return maker?.elements ?? []
}

