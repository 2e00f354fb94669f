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
  const fractions = await fractionsOf(db, hub, [...new Set(needed.flatMap((row) => materialOf(row) ?? []))])
  const wanted = new Set(needed)
  return rows.map((row) => {
    const template = templateNamed(templates, row.content.template)
    const material = wanted.has(row) ? materialOf(row) : null
    return { ...row, template, newest: newest.get(template.template) ?? template, fractions: (material !== null && fractions.get(material)) || null }
  })
}

function materialOf({ id, content }: Row): string | null {
  if (content.kind === 'measurement') return content.of
  return content.kind === 'material' ? id : null
}

/** Steps up the lineage after which a composition is not looked for any more. */
const MOST_STEPS = 20

/** What materials are made of: their own composition, or that of the one material that each was made from, step by step. */
async function fractionsOf(db: Reader, hub: string, ids: readonly string[]): Promise<Map<string, Fractions>> {
  const found = new Map<string, Fractions>()
  // Which of the asked stand below each material that is looked at.
  let asking = new Map(ids.map((id) => [id, [id]]))
  for (let step = 0; asking.size > 0 && step < MOST_STEPS; step++) {
    const here = [...asking.keys()]
    for (const { id, content } of await recordsOf(db, hub, here)) {
      const composition = Object.values(content.values).find(({ type }) => type === 'composition')
      if (composition?.type !== 'composition') continue
      for (const below of asking.get(id)!) found.set(below, composition.fractions)
      asking.delete(id)
    }
    const { rows } = await sql<{ material: string; from: string }>`
      select made.material, min(given.material::text) as "from" from edge made
        join edge given on given.hub = made.hub and given.process = made.process and given.direction = 'input'
      where made.hub = ${hub} and made.direction = 'output' and made.material = any(${[...asking.keys()]}::uuid[])
      group by made.material having count(distinct given.material) = 1`.execute(db)
    const next = new Map<string, string[]>()
    for (const { material, from } of rows) next.set(from, [...(next.get(from) ?? []), ...asking.get(material)!])
    asking = next
  }
  return found
}
