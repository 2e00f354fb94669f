import { sql } from 'kysely'
import type { z } from 'zod'
import type { Text } from '#science/refusal.ts'
import type { ImportSchema } from '#contract/schemas/import.ts'
import type { createImport as createOperation } from '#contract/operations/import.ts'
import { parseTemplateFile } from '#contract/files/template-file.ts'
import { planRecipe } from '#stewardship/exchange/plan-recipe.ts'
import { isRecordLines } from '#stewardship/exchange/recipe.ts'
import type { Recipe, RecordLines } from '#stewardship/exchange/recipe.ts'
import { newId } from '#platform/storage/new-id.ts'
import { hubById, hubFor, noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import { readPage } from '../page.ts'
import type { PageAsked } from '../page.ts'
import { writeOnce } from '../write-once.ts'
import { addTemplates } from '../hubs/create-hub.ts'
import type { Installation } from '../installation.ts'
import { recipeAsked } from '../recipes/recipes.ts'
import { templateNamed, templatesOf } from '../records/templates-of.ts'
import { heldFile } from '../values/held-file.ts'

export type Import = z.infer<typeof ImportSchema>

/**
 * Starts an import of a file that was uploaded before; refused at once when recipe, templates or file are not right.
 */
export async function startImport(
  at: Installation, actor: Actor, slug: string, request: z.infer<NonNullable<typeof createOperation.body>>,
): Promise<Import> {
  const hub = await hubFor(at.db, actor, slug, 'import')
  const reading = await readingOf(at, hub.id, request.recipe)
  await heldFile({ db: at.db, hub: hub.id }, request.file.sha256)
  const id = newId()
  const made = await writeOnce(at, actor, async (trx) => {
    if ('yaml' in request.recipe) {
      await addTemplates(
        trx, hub.id, request.recipe.templates.map((text, index) => parseTemplateFile(text, `template ${index + 1}`)),
      )
    }
    const templates = await templatesOf(trx, hub.id)
    if (!isRecordLines(reading)) {
      for (const record of reading.records) templateNamed(templates, record.template)
      planRecipe(reading, templates)
    }
    const job = await at.jobs.enqueue('import', { import: id }, { hub: hub.id, within: trx })
    await trx
      .insertInto('import')
      .values({
        id, hub: hub.id, recipe_name: reading.recipe, recipe: JSON.stringify(reading), file_sha256: request.file.sha256,
        file_name: request.file.name, state: 'queued', job, created_by: actor.account,
      })
      .execute()
    return id
  })
  return getImport(at, actor, made)
}

type Asked = z.infer<NonNullable<typeof createOperation.body>>['recipe']

async function readingOf(at: Installation, hub: string, asked: Asked): Promise<Recipe | RecordLines> {
  // A name of its own kind, so that no recipe's keys are meant by those of a file of records.
  if ('records' in asked) return { recipe: `records/${asked.records}`, file: { kind: 'jsonl' } }
  return recipeAsked(at, hub, asked)
}

/** Imports of a hub, newest first, without their findings. */
export async function listImports(
  at: Installation, actor: Actor, slug: string, asked: PageAsked,
): Promise<{ imports: Import[]; next: string | null }> {
  const hub = await hubFor(at.db, actor, slug, 'read')
  const { rows, next } = await readPage('imports', asked, (after, most) => importRows(at)
    .where('import.hub', '=', hub.id)
    .$if(after !== null, (query) => query.where('import.id', '<', after!))
    .orderBy('import.id', 'desc').limit(most).execute())
  const imports = rows.map(asImport).map((one) => ({
    ...one, report: one.report && { ...one.report, findings: [] },
    undo: one.undo && { ...one.undo, report: one.undo.report && { ...one.undo.report, findings: [] } },
  }))
  return { imports, next }
}

/** One import with its report. */
export async function getImport(at: Installation, actor: Actor, id: string): Promise<Import> {
  const row = await importRows(at).where('import.id', '=', id).executeTakeFirst()
  if (!row || !(await hubById(at.db, actor, row.hub_id, 'read'))) throw noSuch('import', id)
  return asImport(row)
}

const STOPPED: Text = { en: 'The import was stopped; nothing of it was kept.', ko: '가져오기가 중지되었습니다. 남은 결과는 없습니다.' }

const isAbandoned = sql`(import.state in ('queued', 'running') and job.state in ('failed', 'cancelled'))`

function importRows(at: Installation) {
  return at.db
    .selectFrom('import')
    .innerJoin('account', 'account.id', 'import.created_by')
    .innerJoin('hub', 'hub.id', 'import.hub')
    .innerJoin(
      'file', (join) => join.onRef('file.hub', '=', 'import.hub').onRef('file.sha256', '=', 'import.file_sha256'),
    )
    .leftJoin('job', 'job.id', 'import.job')
    .leftJoin('account as undoer', 'undoer.id', 'import.undone_by')
    // A job may end without a word from its task, when it was stopped or its process was killed over and over.
    .select([
      sql<Import['state']>`case when ${isAbandoned} then 'failed' else import.state end`.as('state'),
      sql<Text | null>`case when ${isAbandoned}
        then coalesce(job.error->'text', ${JSON.stringify(STOPPED)}::jsonb) else import.problem end`.as('problem'),
      'import.id', 'import.recipe_name', 'import.file_sha256', 'import.file_name', 'import.job', 'import.report',
      'import.created_at', 'undoer.name as undone_by', 'import.undone_at', 'import.undo_reason', 'import.undo_job', 'import.undo_report',
      'account.name as created_by', 'hub.slug as hub', 'hub.id as hub_id', 'file.size', 'file.deleted_at as file_deleted_at',
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof importRows>['executeTakeFirstOrThrow']>>

function asImport(row: Row): Import {
  return {
    id: row.id, hub: row.hub, recipe: row.recipe_name,
    file: { sha256: row.file_sha256, name: row.file_name, size: row.size, deleted: row.file_deleted_at !== null },
    state: row.state, job: row.job, report: row.report as Import['report'], problem: row.problem,
    created_at: row.created_at.toISOString(), created_by: row.created_by,
    undo: row.undo_job === null ? null : {
      by: row.undone_by!, at: row.undone_at?.toISOString() ?? null, reason: row.undo_reason!, job: row.undo_job,
      report: row.undo_report as NonNullable<Import['undo']>['report'],
    },
  }
}
