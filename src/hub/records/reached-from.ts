import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

/**
 * The ids of all records of which one that meets `condition` (on `asked`) is up or down the lineage.
 *
 * The walk starts at what meets the condition and goes the other way, once for the whole hub; `union` visits each
 * record once. A measurement stands beside its material: it is up and down of the material, of the material's other
 * measurements, and of whatever the material is up or down of; never of itself. The material measured is up of its
 * measurement, not down.
 *
 * The grouping is for the planner: it guesses that a walk finds far more than it does and then compares every record
 * with every one found (5 s for 7,000 records); of groups it guesses few, and looks each record up.
 */
export function reachedFrom(hub: string, reach: 'up' | 'down', condition: RawBuilder<unknown>): RawBuilder<unknown> {
  // From what is up of others, one comes to these by going down.
  const [into, outOf] = reach === 'up' ? ['input', 'output'] : ['output', 'input']
  const stepFrom = (id: RawBuilder<unknown>) => sql`lateral (
    select process as id from edge where hub = ${hub} and material = ${id} and direction = ${into}
    union all select material from edge where hub = ${hub} and process = ${id} and direction = ${outOf}) as step`
  return sql`with recursive met as (
      select asked.id, asked.of_material, coalesce(asked.of_material, asked.id) as start from record as asked
      where asked.hub = ${hub} and ${condition}
    ), walked as (
      select step.id from met, ${stepFrom(sql`met.start`)}
      union select step.id from walked, ${stepFrom(sql`walked.id`)}
    )
    select reached.id from (
      select id from walked
      union all select of_material from met where of_material is not null
      union all select record.id from record where record.hub = ${hub} and record.of_material in (
        select id from walked${reach === 'up' ? sql` union all select id from met` : sql``})
      union all select beside.id from met join record as beside
        on beside.hub = ${hub} and beside.of_material = met.of_material and beside.id <> met.id
    ) as reached group by reached.id`
}
