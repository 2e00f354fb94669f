import { sql } from 'kysely'
import { COMPOUND, likenessOf, MAIN, NONMETALS } from '#record/quality/likeness.ts'
import type { Likeness, Outline } from '#record/quality/likeness.ts'
import { ELEMENTS } from '#science/chemistry/elements.ts'
import type { Installation } from '../installation.ts'

/**
 * What is alike in the materials of each set of elements of a hub, by the number of the set in the explore index.
 *
 * A measurement and a process carry the elements of their material, however far above its composition was stated, so the set
 * alone says what they are of. Where compositions of one set differ, its records are alike only among themselves.
 */
export async function likenessesOf(at: Installation, hub: string): Promise<ReadonlyMap<number, Likeness>> {
  const sets = await at.explore.rows(sql<{ number: number; elements: number[] }>`select number, elements from element_set
    where number in (select elements from tally where hub = ${hub}::uuid group by elements having sum(n) > 0)`, 'once')
  const outlines = await at.explore.rows(sql<Outline & { set: number }>`
    with composed as (
      select record.elements as "set", arg_max(element, (fraction, element)) as main, max(fraction) > ${MAIN} as "isMain",
        coalesce(sum(fraction) filter (element in (${sql.join(NONMETALS)})), 0) >= ${COMPOUND} as "isCompound"
      from fraction join record on record.number = fraction.record
      where record.hub = ${hub}::uuid and record.kind = 'material' and fraction > 0 group by record.elements, fraction.record, fraction.field)
    select distinct "set", if("isMain" and not "isCompound", main, null) as main, "isMain", "isCompound"
    from composed`, 'once')
  const ofSet = Map.groupBy(outlines, ({ set }) => set)
  return new Map(sets.map(({ number, elements }) => [
    number, likenessOf(elements.map((one) => ELEMENTS[one - 1]!.symbol), ofSet.get(number) ?? []),
  ]))
}
