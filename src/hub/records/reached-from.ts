import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

/**
 * The numbers of all records of which one that meets `condition` (on `asked`) is up or down the lineage.
 *
 * The walk starts at what meets the condition and goes the other way, once for the whole hub; `union` visits each
 * record once. A measurement stands beside its material: it is up and down of the material, of the material's other
 * measurements, and of whatever the material is up or down of; never of itself. The material measured is up of its
 * measurement, not down.
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
    )
    select number from walked
    union all select observed from met where observed is not null
    union all select event from edge where direction = 'of' and material in (
      select number from walked${reach === 'up' ? sql` union all select number from met` : sql``})
    union all select beside.event from met join edge as beside
      on beside.direction = 'of' and beside.material = met.observed and beside.event <> met.number`
}
