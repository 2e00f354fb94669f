import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { z } from 'zod'
import type { countExport as countOperation } from '#contract/operations/explore.ts'
import { csvLine } from '#contract/files/table-csv.ts'
import { Refusal } from '#science/refusal.ts'
import type { Template } from '#record/templates/template.ts'
import { csvCells, csvTitles, fieldColumns } from '#stewardship/exchange/record-csv.ts'
import type { ExportedRecord } from '#stewardship/exchange/record-csv.ts'
import { hubFor } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { recordCondition } from '../records/record-filter.ts'
import type { RecordFilter } from '../records/record-filter.ts'
import { templatesOf } from '../records/templates-of.ts'

export type ExportFormat = 'csv' | 'jsonl'

/** Ids asked of the index at once, and records read at once: what is kept in memory whatever the list's length. */
const IDS = 20_000
const RECORDS = 1_000

/**
 * A list as a file, written while it is read: CSV of one template, or JSON lines that `sojae import` takes.
 *
 * Everything that may be refused is refused before the first line. JSON lines hold, besides what was found, the materials
 * that it refers to; materials refer to nothing, so they stand first. Each line names its record and revision, by which this hub knows it again.
 */
export async function exportRecords(
  at: Installation, actor: Actor, slug: string, filter: RecordFilter, format: ExportFormat,
): Promise<{ name: string; lines: AsyncIterable<string> }> {
  const hub = await hubFor(at.db, actor, slug, 'read')
  const templates = [...(await templatesOf(at.db, hub.id)).values()]
  const found = recordCondition(hub.id, filter, templates)
  await at.explore.fresh()
  if (format === 'jsonl') return { name: `${slug}.jsonl`, lines: jsonLines(at, hub.id, found) }
  const template = await onlyTemplate(at, found, filter.template)
  return { name: `${slug}-${template ?? 'records'}.csv`, lines: csvLines(at, hub.id, found, templates.filter((each) => each.template === template)) }
}

/**
 * How many records of which template an export holds: those found, and the materials that JSON lines hold beside them because what was
 * found refers to them.
 */
export async function countExport(at: Installation, actor: Actor, slug: string, filter: RecordFilter): Promise<z.infer<typeof countOperation.answer>> {
  const hub = await hubFor(at.db, actor, slug, 'read')
  const templates = [...(await templatesOf(at.db, hub.id)).values()]
  const found = recordCondition(hub.id, filter, templates)
  await at.explore.fresh()
  const others = sql<boolean>`(record.hub = ${hub.id}::uuid and record.kind = 'material' and ${isReferredTo(found)}
    and record.number not in (select record.number from record where ${found}))`
  // Where nothing is asked, all was found.
  const asked = Object.values(filter).some((part) => part !== undefined && part !== '')
  const [own, alongside] = await Promise.all([found, asked ? others : sql<boolean>`false`].map(async (condition) => {
    const rows = await at.explore.rows(sql<{ template: string; n: number | bigint }>`
      select template, count(*) as n from record where ${condition} group by template order by 2 desc, 1`)
    // The newest version of a template says how it is called.
    return rows.map(({ template, n }) => ({ template, label: templates.find((each) => each.template === template)!.label, n: Number(n) }))
  })) as [TemplateCount[], TemplateCount[]]
  return { found: own, alongside, lines: [...own, ...alongside].reduce((sum, { n }) => sum + n, 0) }
}

type TemplateCount = z.infer<typeof countOperation.answer>['found'][number]

/** A material that an event refers to that was found. */
function isReferredTo(found: RawBuilder<boolean>): RawBuilder<boolean> {
  return sql<boolean>`record.number in (
    select edge.material from edge where edge.event in (select record.number from record where record.kind <> 'material' and ${found}))`
}

async function* csvLines(
  at: Installation, hub: string, found: RawBuilder<boolean>, versions: readonly Template[],
): AsyncGenerator<string> {
  const columns = fieldColumns(versions)
  // Spreadsheets take UTF-8 for another encoding unless the file begins with its mark.
  yield `\ufeff${csvLine(csvTitles(columns))}`
  for await (const records of recordsWhere(at, hub, found)) {
    yield records.map((record) => csvLine(csvCells(record, columns))).join('')
  }
}

async function* jsonLines(at: Installation, hub: string, found: RawBuilder<boolean>): AsyncGenerator<string> {
  const materials = sql<boolean>`(record.hub = ${hub}::uuid and record.kind = 'material' and (${found} or ${isReferredTo(found)}))`
  const events = sql<boolean>`(record.kind <> 'material' and ${found})`
  for (const condition of [materials, events]) {
    for await (const records of recordsWhere(at, hub, condition)) {
      yield records.map(({ id, revision, content }) => `${JSON.stringify({ key: id, revision, content })}\n`).join('')
    }
  }
}

/** The records of a condition on the explore index, oldest first, some at a time. */
async function* recordsWhere(at: Installation, hub: string, condition: RawBuilder<boolean>): AsyncGenerator<ExportedRecord[]> {
  let after: { at: string; id: string } | null = null
  for (;;) {
    const later: RawBuilder<unknown> = after === null ? sql`true` : sql`(record.created_at > ${after.at}::timestamp
      or record.created_at = ${after.at}::timestamp and record.id > ${after.id}::uuid)`
    const ids: { id: string; at: string }[] = await at.explore.rows(sql<{ id: string; at: string }>`
      select id::varchar as id, strftime(created_at, '%Y-%m-%dT%H:%M:%S.%gZ') as at from record
      where ${condition} and ${later} order by record.created_at, record.id limit ${IDS}`, 'once')
    for (let start = 0; start < ids.length; start += RECORDS) {
      yield await recordsOf(at, hub, ids.slice(start, start + RECORDS).map(({ id }) => id))
    }
    if (ids.length < IDS) return
    after = ids.at(-1)!
  }
}

async function recordsOf(at: Installation, hub: string, ids: readonly string[]): Promise<ExportedRecord[]> {
  const rows = await at.db
    .selectFrom('record_with_content').select(['id', 'revision', 'content']).where('hub', '=', hub)
    .where(sql<boolean>`id = any(${ids}::uuid[])`).execute()
  const byId = new Map(rows.map((row) => [row.id as string, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** The template whose fields are the columns; null where nothing was found. Refuses several, with their names. */
async function onlyTemplate(at: Installation, found: RawBuilder<boolean>, asked: string | undefined): Promise<string | null> {
  if (asked) return asked
  const rows = await at.explore.rows(sql<{ template: string }>`select distinct template from record where ${found} order by 1`)
  if (rows.length < 2) return rows[0]?.template ?? null
  const names = rows.map(({ template }) => template)
  throw new Refusal(
    'export.several_templates',
    {
      en: `These records follow ${names.length} templates, whose fields make no common columns: ${names.join(', ')}. Choose one, or take JSON lines.`,
      ko: `이 기록들은 템플릿 ${names.length}개를 따르므로 공통된 열이 없습니다: ${names.join(', ')}. 하나를 고르거나 JSON Lines로 내보내십시오.`,
    },
    { templates: names },
  )
}
