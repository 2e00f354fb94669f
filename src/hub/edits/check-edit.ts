import { sql } from 'kysely'
import type { z } from 'zod'
import type { AskedRecordsSchema } from '#contract/schemas/bulk-edit.ts'
import { nearestWord } from '#science/nearest-words.ts'
import { Refusal } from '#science/refusal.ts'
import type { Change } from '#record/edits/change.ts'
import { editContent } from '#record/edits/edit-content.ts'
import type { Template } from '#record/templates/template.ts'
import { newId } from '#platform/storage/new-id.ts'
import { hubFor } from '../actor.ts'
import type { Actor } from '../actor.ts'
import { revisedByDrafts } from '../drafts/revised-by-drafts.ts'
import type { Installation, Reader } from '../installation.ts'
import { recordCondition } from '../records/record-filter.ts'
import { templateNamed, templatesOf } from '../records/templates-of.ts'
import { writeOnce } from '../write-once.ts'
import { openEditTally } from './edit-tally.ts'
import type { EditTally } from './edit-tally.ts'
import { getEdit } from './edits.ts'
import type { BulkEdit } from './edits.ts'
import { IN_DRAFT, NOT_THERE, WITHDRAWN } from './why-it-stays.ts'

type Asked = z.output<typeof AskedRecordsSchema>

/** Each was seen to take 10 to 30 ms, and others wait to write meanwhile. */
const MOST_RECORDS = 10_000
const BATCH = 1_000
/** How long a dry run waits to be started. */
const KEPT = '7 days'

/**
 * What one change would make of many records, kept with the revisions that were seen; no record is written.
 *
 * Refuses `edit.asks_nothing`, `edit.too_many`, and `field.unknown` where no template of the hub has the field.
 */
export async function checkEdit(
  at: Installation, actor: Actor, slug: string, { records, change }: { records: Asked; change: Change },
): Promise<BulkEdit> {
  const hub = await hubFor(at.db, actor, slug, 'review')
  const templates = await templatesOf(at.db, hub.id)
  if (change.what === 'set' || change.what === 'clear') requireField(change.field, templates.values())
  const ids = await idsAsked(at, hub.id, records, templates)
  const tally = openEditTally(change)
  const drafted = await revisedByDrafts(at.db, hub.id)
  const seen: { record: string; upon: number }[] = []
  for (let start = 0; start < ids.length; start += BATCH) {
    seen.push(...await lookAt(at.db, hub.id, ids.slice(start, start + BATCH), { templates, change, drafted, tally }))
  }
  const asked = 'found' in records ? records : { ids: ids.length }
  const id = await writeOnce(at, actor, async (trx) => {
    await sql`delete from bulk_edit where hub = ${hub.id} and state = 'checked' and created_at < ${at.now()}::timestamptz - ${KEPT}::interval`.execute(trx)
    const made = newId()
    await trx
      .insertInto('bulk_edit')
      .values({
        id: made, hub: hub.id, asked: JSON.stringify(asked), change: JSON.stringify(change), state: 'checked',
        report: JSON.stringify(tally.report()), created_by: actor.account, created_at: at.now(),
      })
      .execute()
    await sql`insert into edited_record (hub, edit, record, upon)
      select ${hub.id}, ${made}, seen.* from unnest(${seen.map(({ record }) => record)}::uuid[], ${seen.map(({ upon }) => upon)}::int[]) as seen`.execute(trx)
    return made
  })
  return getEdit(at, actor, id)
}

type Looking = {
  readonly templates: ReadonlyMap<string, Template>
  readonly change: Change
  readonly drafted: ReadonlySet<string>
  readonly tally: EditTally
}

/** Tallies some records; answers those that would change, with the revision that was seen. */
async function lookAt(
  db: Reader, hub: string, ids: readonly string[], { templates, change, drafted, tally }: Looking,
): Promise<{ record: string; upon: number }[]> {
  const rows = await db
    .selectFrom('record_with_content').select(['id', 'name', 'revision', 'content']).where('hub', '=', hub)
    .where('deleted_at', 'is', null).where(sql<boolean>`id = any(${ids}::uuid[])`).execute()
  const byId = new Map(rows.map((row) => [row.id as string, row]))
  const missing = ids.filter((id) => !byId.has(id))
  const withdrawn = missing.length === 0 ? [] : await db
    .selectFrom('withdrawal').select(['record', 'kept']).where('hub', '=', hub).where('restored_at', 'is', null).where('record', 'in', missing).execute()
  const gone = new Map(withdrawn.map(({ record, kept }) => [record, kept.name]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    if (!row) {
      tally.stay({ id, name: gone.get(id) ?? id }, gone.has(id) ? WITHDRAWN : NOT_THERE)
      return []
    }
    const edited = editContent(row.content, templateNamed(templates, row.content.template), change)
    if (edited.is === 'unchanged') tally.leave()
    else if (edited.is === 'refused') tally.stay(row, edited.problem)
    else if (drafted.has(id)) tally.stay(row, IN_DRAFT)
    else {
      tally.change(row, row.content, edited.content)
      return [{ record: id, upon: row.revision }]
    }
    return []
  })
}

async function idsAsked(at: Installation, hub: string, asked: Asked, templates: ReadonlyMap<string, Template>): Promise<readonly string[]> {
  if ('ids' in asked) return [...new Set(asked.ids)]
  if (Object.values(asked.found).every((part) => part === undefined || part === '')) throw asksNothing()
  const condition = recordCondition(hub, asked.found, templates.values())
  await at.explore.fresh()
  const rows = await at.explore.rows(sql<{ id: string }>`
    select id::varchar as id from record where ${condition} order by created_at, record.id limit ${MOST_RECORDS + 1}`, 'once')
  if (rows.length > MOST_RECORDS) throw tooMany()
  return rows.map(({ id }) => id)
}

function requireField(field: string, templates: Iterable<Template>): void {
  const names = new Set([...templates].flatMap(({ fields }) => fields.map(({ name }) => name)))
  if (names.has(field)) return
  const near = nearestWord(field, [...names])
  throw new Refusal('field.unknown', {
    en: `No template of this hub has a field “${field}”${near ? `; did you mean “${near}”?` : ''}`,
    ko: `이 허브의 어느 템플릿에도 “${field}” 필드가 없습니다.${near ? ` “${near}”을(를) 뜻하셨습니까?` : ''}`,
  }, { field, nearest: near })
}

function asksNothing(): Refusal {
  return new Refusal('edit.asks_nothing', {
    en: 'This search asks nothing, so it would change every record of the hub; say which records are meant.',
    ko: '조건이 없는 검색이라 허브의 모든 기록이 바뀝니다. 어떤 기록인지 조건을 지정하십시오.',
  })
}

function tooMany(): Refusal {
  return new Refusal('edit.too_many', {
    en: `More than ${MOST_RECORDS} records are found, the most that are changed at a time; narrow the search.`,
    ko: `찾은 기록이 ${MOST_RECORDS}건을 넘습니다. 한 번에 그만큼만 바꿀 수 있으니 검색 조건을 좁히십시오.`,
  }, { most: MOST_RECORDS })
}
