import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Subject } from '#record/quality/finding.ts'
import type { RecordContent } from '#record/records/record.ts'
import { newestByName } from '#record/templates/newest-by-name.ts'
import type { Template } from '#record/templates/template.ts'
import type { Reader } from '../installation.ts'
import { templateNamed } from '../records/templates-of.ts'

/** A row of `record_with_content` that a check needs. */
type Row = { readonly id: string; readonly revision: number; readonly content: RecordContent }
type Fractions = Readonly<Record<string, number>>

/** Records of a hub in the order of their ids, at most `most` of those that a condition lets pass after an id. */
export async function recordsAfter(
  db: Reader, hub: string, condition: RawBuilder<unknown>, after: string | null, most: number,
): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select record.id, record.revision, revision.content from record
      join revision on revision.hub = record.hub and revision.record = record.id and revision.n = record.revision
    where record.hub = ${hub} and record.deleted_at is null and ${condition} ${after === null ? sql`` : sql`and record.id > ${after}`}
    order by record.id limit ${most}`.execute(db)
  return rows
}

/** Records by their ids, in the order of these ids. */
export async function recordsOf(db: Reader, hub: string, ids: readonly string[]): Promise<readonly Row[]> {
  if (ids.length === 0) return []
  return recordsAfter(db, hub, sql`record.id = any(${ids}::uuid[])`, null, ids.length)
}

/** Records with their templates and, for those that `needsFractions`, what they are made of. */
export async function subjectsOf(
  db: Reader, hub: string, rows: readonly Row[], templates: ReadonlyMap<string, Template>, needsFractions: (content: RecordContent) => boolean,
): Promise<Subject[]> {
  const newest = newestByName([...templates.values()])
  const needed = rows.filter(({ content }) => needsFractions(content))
  const keeping = new Set([...newest.values()].flatMap(({ template, keeps }) => (keeps?.includes('composition') ? [template] : [])))
  const fractions = await fractionsOf(db, hub, [...new Set(needed.flatMap((row) => materialOf(row) ?? []))], keeping)
  const wanted = new Set(needed)
  return rows.map((row) => {
    const template = templateNamed(templates, row.content.template)
    const material = wanted.has(row) ? materialOf(row) : null
    const known = material === null ? undefined : fractions.get(material)
    return { ...row, template, newest: newest.get(template.template) ?? template, fractions: known?.fractions ?? null, fractionsHold: known?.hold ?? false }
  })
}

function materialOf({ id, content }: Row): string | null {
  if (content.kind === 'measurement') return content.of
  return content.kind === 'material' ? id : null
}

/** Steps up the lineage after which a composition is not looked for any more. */
const MOST_STEPS = 20

type Known = { readonly fractions: Fractions; readonly hold: boolean }

/**
 * What materials are made of: their own composition, or that of the one material that each was made from, step by step.
 *
 * It holds where every process between is of a template in `keeping`.
 */
async function fractionsOf(db: Reader, hub: string, ids: readonly string[], keeping: ReadonlySet<string>): Promise<Map<string, Known>> {
  const found = new Map<string, Known>()
  // Which of the asked stand below each material that is looked at, and whether all that lies between keeps composition.
  let asking = new Map<string, Below[]>(ids.map((id) => [id, [{ id, hold: true }]]))
  for (let step = 0; asking.size > 0 && step < MOST_STEPS; step++) {
    const here = [...asking.keys()]
    for (const { id, content } of await recordsOf(db, hub, here)) {
      const composition = Object.values(content.values).find(({ type }) => type === 'composition')
      if (composition?.type !== 'composition') continue
      for (const { id: below, hold } of asking.get(id)!) found.set(below, { fractions: composition.fractions, hold })
      asking.delete(id)
    }
    const { rows } = await sql<{ material: string; from: string; by: string[] }>`
      select made.material, min(given.material::text) as "from", array_agg(distinct process.template) as by from edge made
        join edge given on given.hub = made.hub and given.process = made.process and given.direction = 'input'
        join record process on process.hub = made.hub and process.id = made.process
      where made.hub = ${hub} and made.direction = 'output' and made.material = any(${[...asking.keys()]}::uuid[])
      group by made.material having count(distinct given.material) = 1`.execute(db)
    const next = new Map<string, Below[]>()
    for (const { material, from, by } of rows) {
      const keeps = by.every((template) => keeping.has(template))
      next.set(from, [...(next.get(from) ?? []), ...asking.get(material)!.map(({ id, hold }) => ({ id, hold: hold && keeps }))])
    }
    asking = next
  }
  return found
}

type Below = { readonly id: string; readonly hold: boolean }
