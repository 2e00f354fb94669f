import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Test, Wanted } from '#record/search/wanted.ts'
import { templateKey } from '#record/templates/template.ts'
import type { Template } from '#record/templates/template.ts'
import { recordCondition, wantedByFilter } from './record-filter.ts'
import type { FilterPart, RecordFilter } from './record-filter.ts'
import { isInside } from './test-condition.ts'
import { madeUnder, wantedCondition } from './wanted-condition.ts'

/**
 * Where in the explore index that is read which passes a filter: no more than the question needs.
 *
 * Each part reads `from … where …`, with the records under the alias `record`.
 */
export type FoundRecords = {
  /** To count by what records have in common; `n` is how many there are. */
  readonly counted: RawBuilder<unknown>
  readonly n: RawBuilder<number>
  /** To find records: `record` has a `number` and a `created_at`. */
  readonly listed: RawBuilder<unknown>
  /** Only what records have in common is asked, so that the newest are found before the rest is looked at. */
  readonly isCommon: boolean
  /** The values that records have of a field, as `record.value`. */
  values(field: string): RawBuilder<unknown>
}

/** What a condition reads of a record, from little to much. */
const READS = ['common', 'number', 'record'] as const
type Reads = (typeof READS)[number]

/** Refuses what {@link recordCondition} refuses; the parts left out are those of `except`. */
export function foundRecords(
  hub: string, filter: RecordFilter, templates: readonly Template[], except: ReadonlySet<FilterPart> = new Set(),
): FoundRecords {
  const wanted = wantedByFilter(filter, templates, except)
  const condition = recordCondition(hub, filter, templates, except)
  const records = sql`from record where ${condition}`
  const reads = filter.text?.trim() ? 'record' : readBy(wanted)
  const values = (field: string) => (reads !== 'record' ? sql`from quantity as record where record.field = ${field} and ${condition}`
    : sql`from (select quantity.value from quantity join record on record.number = quantity.number
        where quantity.field = ${field} and ${condition}) as record where true`)
  const one = sql<number>`count(*)`
  if (reads === 'common') {
    return { counted: sql`from tally as record where ${condition}`, n: sql`coalesce(sum(record.n), 0)::bigint`, listed: records, isCommon: true, values }
  }
  const all = partsOf(wanted)
  const range = all.find(isRange)
  if (reads === 'record' || !range) return { counted: records, n: one, listed: records, isCommon: false, values }
  // A field's values are far fewer than all records, and each says of its record what else is asked.
  const { test, templates: asked } = range
  const conditions = [
    sql`record.field = ${test.field}`, isInside(test.range, 'record'), sql`record.hub = ${hub}::uuid`,
    ...(isOfAll(range, templates) ? [] : [madeUnder(asked, 'record')!]),
    wantedCondition(hub, { is: 'and', parts: all.filter((part) => part !== range) }),
  ]
  const within = sql`from quantity as record where ${sql.join(conditions, sql` and `)}`
  return { counted: within, n: one, listed: within, isCommon: false, values }
}

/** The parts of which all must hold. */
function partsOf(wanted: Wanted): readonly Wanted[] {
  return wanted.is === 'and' ? wanted.parts.flatMap(partsOf) : [wanted]
}

type RangeTest = Extract<Wanted, { is: 'test' }> & { readonly test: Extract<Test, { on: 'quantity' }> }

function isRange(wanted: Wanted): wanted is RangeTest {
  return wanted.is === 'test' && wanted.test.on === 'quantity'
}

/** Whether it asks all who can have such a value; then it need not be asked what they were made under. */
function isOfAll({ templates: asked, test: { field } }: RangeTest, templates: readonly Template[]): boolean {
  const among = asked && new Set(asked)
  return among === null || templates.every((template) => among.has(templateKey(template))
    || !template.fields.some(({ name, type }) => name === field && type === 'quantity'))
}

function readBy(wanted: Wanted): Reads {
  switch (wanted.is) {
    case 'not': return readBy(wanted.part)
    case 'and': case 'or': return READS[Math.max(0, ...wanted.parts.map((part) => READS.indexOf(readBy(part))))]!
    case 'some': return 'number'
    case 'test': return readByTest(wanted.test)
  }
}

function readByTest(test: Test): Reads {
  switch (test.on) {
    case 'elements': case 'choice': return 'common'
    case 'quantity': case 'terms': case 'composition': return 'number'
    case 'text': return test.of === 'name' || test.of === 'source' ? 'record' : 'number'
    case 'known': return test.of === 'source' ? 'record' : 'common'
  }
}
