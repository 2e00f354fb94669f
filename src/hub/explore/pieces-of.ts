import { sql } from 'kysely'
import type { Reader } from '../installation.ts'

/** Pieces of one template: their ids, oldest first, and how many of them say where they lie. */
export type Pieces = { readonly ids: readonly string[]; readonly placed: number }

/**
 * What processes made of a material, by template; of a plan nothing is there yet, and of what failed the pieces are.
 *
 * Only one process away: what became of a piece later is another material.
 */
export async function piecesOf(
  db: Reader, hub: string, material: string, place: { readonly x: string; readonly y: string },
): Promise<ReadonlyMap<string, Pieces>> {
  const { rows } = await sql<{ template: string; ids: string[]; placed: number }>`
    with piece as (
      select distinct output.material as id from edge as input
      join record as process on process.hub = input.hub and process.id = input.process and process.state <> 'planned'
      join edge as output on output.hub = input.hub and output.process = input.process and output.direction = 'output'
      where input.hub = ${hub} and input.material = ${material} and input.direction = 'input'
    )
    select record.template, array_agg(record.id order by record.created_at, record.id) as ids,
      count(*) filter (where content->'values' ? ${place.x} and content->'values' ? ${place.y})::int as placed
    from piece join record_with_content as record on record.hub = ${hub} and record.id = piece.id
    group by record.template`.execute(db)
  return new Map(rows.map(({ template, ids, placed }) => [template, { ids, placed }]))
}
