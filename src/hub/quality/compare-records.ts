import { sql } from 'kysely'
import { compareCells } from '#record/quality/cell-of-structure.ts'
import { COMPARED_TOGETHER } from '#record/quality/checks.ts'
import type { Subject } from '#record/quality/finding.ts'
import { findImplausible } from '#record/quality/implausible.ts'
import { compareCompositions } from '#record/quality/measured-composition.ts'
import { findNear, NEAR_DUPLICATE } from '#record/quality/near-duplicates.ts'
import { compareSame } from '#record/quality/same-material.ts'
import { COLUMNS_SHIFTED, findShift } from '#record/quality/shifted-columns.ts'
import type { Template } from '#record/templates/template.ts'
import type { Installation, Transacted } from '../installation.ts'
import type { FoundRows } from './found-rows.ts'
import { indexFollowed, suspectsOf } from './peers-of.ts'
import { recordsOf, subjectsOf } from './subjects.ts'

/** What a comparison works on: the records of some templates of a hub, as one transaction sees them. */
export type Comparing = {
  readonly at: Installation
  readonly trx: Transacted
  readonly hub: string
  readonly templates: ReadonlyMap<string, Template>
  /** Names of the templates whose records are compared. */
  readonly touched: readonly string[]
  readonly found: FoundRows
  readonly signal: AbortSignal
  progress(fraction: number): void
}

/** Records read in full together. */
const TOGETHER = 500
/** A thing of which more is said than this has a series of measurements, which peers judge better than pairs. */
const MOST_OF_ONE = 50

/** Compares records with their peers and with those that are about the same, for all records of the touched templates. */
export async function compareRecords(comparing: Comparing): Promise<void> {
  if (comparing.touched.length === 0) return
  await compareWithPeers(comparing)
  comparing.progress(0.5)
  await comparePairs(comparing, await sameThings(comparing), (group) => {
    for (const { subject, check, found } of [...compareSame(group), ...compareCompositions(group)]) comparing.found.add(subject, check, found)
  })
  comparing.progress(0.7)
  await comparePairs(comparing, await ofOneMaterial(comparing), (group) => {
    for (const { subject, check, found } of compareCells(group)) comparing.found.add(subject, check, found)
  })
  comparing.progress(0.8)
  await comparePairs(comparing, await sameNumbers(comparing), (group) => {
    for (const { subject, found } of findNear(group)) comparing.found.add(subject, NEAR_DUPLICATE, found)
  }, true)
}

async function compareWithPeers({ at, trx, hub, templates, touched, found, signal }: Comparing): Promise<void> {
  await indexFollowed(at, signal)
  const { ids, peersOf } = await suspectsOf(at, hub, touched, signal)
  for (let from = 0; from < ids.length; from += TOGETHER) {
    signal.throwIfAborted()
    const rows = await recordsOf(trx, hub, ids.slice(from, from + TOGETHER))
    for (const subject of await subjectsOf(trx, hub, rows, templates, () => false)) {
      const peers = peersOf(subject.id)
      const shift = findShift(subject, peers)
      if (shift) found.add(subject, COLUMNS_SHIFTED, shift)
      else for (const one of findImplausible(subject, peers)) found.add(subject, one.check, one.found)
    }
  }
}

async function comparePairs(
  { trx, hub, templates, signal }: Comparing, groups: readonly (readonly string[])[], compare: (group: readonly Subject[]) => void, needsFractions = false,
): Promise<void> {
  for (let from = 0; from < groups.length;) {
    signal.throwIfAborted()
    let to = from
    let records = 0
    while (to < groups.length && (records === 0 || records + groups[to]!.length <= TOGETHER)) records += groups[to++]!.length
    const rows = await recordsOf(trx, hub, groups.slice(from, to).flat())
    const subjects = new Map((await subjectsOf(trx, hub, rows, templates, () => needsFractions)).map((one) => [one.id, one]))
    for (const ids of groups.slice(from, to)) compare(ids.flatMap((id) => subjects.get(id) ?? []))
    from = to
  }
}

/** Measurements of one material under one template, and materials of one name, template and source. */
async function sameThings({ trx, hub, touched }: Comparing): Promise<readonly string[][]> {
  const { rows } = await sql<{ ids: string[] }>`
    select array_agg(id order by id) as ids from record where hub = ${hub} and deleted_at is null and template = any(${touched}) and kind = 'measurement'
    group by of_material, template having count(*) between 2 and ${MOST_OF_ONE}
    union all select array_agg(id order by id) from record where hub = ${hub} and deleted_at is null and template = any(${touched}) and kind = 'material'
    group by template, name, source having count(*) between 2 and ${MOST_OF_ONE}`.execute(trx)
  return rows.map(({ ids }) => ids)
}

/** Measurements of one material under all templates that are compared with one another. */
async function ofOneMaterial({ trx, hub, touched }: Comparing): Promise<readonly string[][]> {
  const groups: string[][] = []
  for (const together of COMPARED_TOGETHER) {
    if (!together.some((template) => touched.includes(template))) continue
    const { rows } = await sql<{ ids: string[] }>`
      select array_agg(id order by id) as ids from record where hub = ${hub} and template = any(${together}) and kind = 'measurement'
      group by of_material having count(distinct template) > 1 and count(*) <= ${MOST_OF_ONE}`.execute(trx)
    groups.push(...rows.map(({ ids }) => ids))
  }
  return groups
}

/** Measurements of several materials of the same elements whose numbers are the same to three figures. */
async function sameNumbers({ trx, hub, touched }: Comparing): Promise<readonly string[][]> {
  const { rows } = await sql<{ ids: string[] }>`
    select array_agg(id order by id) as ids from (
      select id, template, elements, of_material, (
        select string_agg(field || to_char(value, '9.99EEEE'), ' ' order by field) from unnest(number_fields, numbers) as said (field, value)) as said
      from record
      where hub = ${hub} and deleted_at is null and template = any(${touched}) and kind = 'measurement' and cardinality(numbers) >= 2 and cardinality(elements) > 0
    ) as measured
    group by template, elements, said having count(*) between 2 and ${MOST_OF_ONE} and count(distinct of_material) > 1`.execute(trx)
  return rows.map(({ ids }) => ids)
}
