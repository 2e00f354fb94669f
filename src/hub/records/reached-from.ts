import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

/**
 * The numbers of all records of which one that meets `condition` (on `asked`) is up or down the lineage.
 *
 * The walk starts at what meets the condition and goes the other way, once for the whole hub; `union` visits each
 * record once. A measurement stands beside its material: it is up and down of the material, of the material's other
 * measurements, and of whatever the material is up or down of; never of itself. The material measured is up of its
 * measurement, not down.
 *
 * What is measured on a representative piece is also up of what the piece was taken from, and so of the other pieces.
 */
export function reachedFrom(hub: string, reach: 'up' | 'down', condition: RawBuilder<unknown>): RawBuilder<unknown> {
  // From what is up of others, one comes to these by going down.
  const [into, outOf] = reach === 'up' ? ['input', 'output'] : ['output', 'input']
  return sql`with recursive met as (
      select asked.number, observed.material as observed, coalesce(observed.material, asked.number) as start
      from record as asked left join edge as observed on observed.event = asked.number and observed.direction = 'of'
      where asked.hub = ${hub}::uuid and ${condition}
    ), step as (
      select material as here, event as there from edge where direction = ${into}
      union all select event, material from edge where direction = ${outOf}
    ), walked as (
      select step.there as number from met join step on step.here = met.start
      union select step.there from walked join step on step.here = walked.number
    )${reach === 'up' ? PIECES : sql``}
    select number from walked
    union all select observed from met where observed is not null
    union all select event from edge where direction = 'of' and material in (
      select number from walked${reach === 'up' ? sql` union all select number from met` : sql``})
    union all select beside.event from met join edge as beside
      on beside.direction = 'of' and beside.material = met.observed and beside.event <> met.number
    ${reach === 'up' ? FROM_PIECES : sql``}`
}

/**
 * Wholes whose pieces were measured, and what these measurements are therefore up of. Where one measurement alone is
 * heard, it is told as `sole`: down from the whole the walk comes back to the piece, and it is not up of itself.
 */
const PIECES = sql`, whole as (
      select met.number as measurement, input.material from met
      join edge as piece on piece.direction = 'piece' and piece.material = met.observed
      join edge as input on input.event = piece.event and input.direction = 'input'
      union select whole.measurement, input.material from whole
      join edge as piece on piece.direction = 'piece' and piece.material = whole.material
      join edge as input on input.event = piece.event and input.direction = 'input'
    ), heard as (
      select material as number, if(count(distinct measurement) = 1, any_value(measurement), null) as sole from whole group by material
      union select step.there, heard.sole from heard join step on step.here = heard.number
    )`

const FROM_PIECES = sql`union all select number from heard
    union all select beside.event from heard join edge as beside
      on beside.direction = 'of' and beside.material = heard.number and beside.event is distinct from heard.sole`
