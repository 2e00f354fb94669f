import { sql } from 'kysely'
import type { z } from 'zod'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { ModelCardSchema, ModelRequestSchema, ModelSchema, ModelSummarySchema } from '#contract/schemas/model.ts'
import { requireChain } from '#discovery/learning/chain/chain.ts'
import { MIN_ROWS } from '#discovery/learning/check-table.ts'
import type { LearningTable } from '#discovery/learning/columns.ts'
import { keysOf, separateGroups } from '#discovery/learning/splits.ts'
import type { BuiltColumn } from '#record/tables/build-table.ts'
import { newId } from '#platform/storage/new-id.ts'
import { hubById, hubFor, noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import { readPage } from '../page.ts'
import type { PageAsked } from '../page.ts'
import { writeOnce } from '../write-once.ts'
import type { Installation, Transacted } from '../installation.ts'
import { lockHub } from '../lock-hub.ts'
import { fittedFile } from './fitted.ts'
import type { FittedFile } from './fitted.ts'
import { learningTable } from './learning-table.ts'
import { weaknessOfCard } from './model-card.ts'
import { tableOfModel } from './table-of-model.ts'

export type Model = z.infer<typeof ModelSchema>
export type ModelRequest = z.infer<typeof ModelRequestSchema>
export type ModelCard = z.infer<typeof ModelCardSchema>

/** Starts training; a table that cannot be learned from is refused before anything is queued. */
export async function createModel(
  at: Installation, actor: Actor, slug: string, asked: Omit<ModelRequest, 'groups'> & { groups?: string[] | undefined },
): Promise<Model> {
  const hub = await hubFor(at.db, actor, slug, 'learn')
  const { hub: holder, definition, built } = await tableOfModel(at, actor, asked)
  if (holder !== hub.id) throw noSuch('table', asked.table)
  const request = { ...asked, groups: asked.groups ?? usualGroups(built.columns) }
  const { table } = learningTable(built, request)
  refuseOneGroup(table)
  if (request.on_the_way?.length) requireChain(table, request.on_the_way)
  const id = await writeOnce(
    at, actor, (trx) => addModel(at, trx, hub.id, actor.account, { ...definition, columns: built.columns }, request)
  )
  return getModel(at, actor, id)
}

/** Rows that all know each other leave nothing to be tested on. */
function refuseOneGroup(table: LearningTable): void {
  // Structures are not read before training, so that here they would all look alike.
  if (table.inputs.some(({ kind }) => kind === 'vector')) return
  if (table.n < MIN_ROWS || separateGroups(table.n, keysOf(table)) !== 1) return
  throw new Refusal('model.one_group', {
    en: 'All rows share their inputs, their source or a record of their lineage, so that none could be held out. Choose more inputs or other groups.',
    ko: '모든 행이 입력, 출처 또는 계보의 기록을 공유하므로 검증용으로 남길 행이 없습니다. 입력을 더 고르거나 그룹 기준을 바꾸십시오.',
  }, { rows: table.n })
}

/** The same composition and the same source on one side of a fold: what a model must not have seen to be tested on it. */
function usualGroups(columns: readonly Pick<BuiltColumn, 'name' | 'kind' | 'path'>[]): string[] {
  return columns.filter(({ kind, path }) => kind === 'composition' || path.from === 'source').map(({ name }) => name)
}

/**
 * As {@link createModel}, unchecked, as part of a larger transaction; the next version of the table's model of that
 * target.
 */
export async function addModel(
  at: Installation, trx: Transacted, hub: string, author: string, table: Titled, request: ModelRequest,
): Promise<string> {
  await lockHub(trx, hub)
  const name = `${table.name}.${request.target}`
  const newest = await trx
    .selectFrom('model')
    .select('version')
    .where('hub', '=', hub)
    .where('name', '=', name)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  const id = newId()
  const job = await at.jobs.enqueue('train', { model: id }, { hub, within: trx })
  await trx
    .insertInto('model')
    .values({
      id, hub, name, title: JSON.stringify(titleOf(table, request.target)), version: (
        newest?.version ?? 0
      ) + 1, state: 'training', request: JSON.stringify(request), job, created_by: author,
    })
    .execute()
  return id
}

/** What a model's title is made of. */
type Titled = {
  readonly name: string
  readonly title: Text
  readonly columns: readonly { readonly name: string; readonly label?: Text }[]
}

function titleOf({ title, columns }: Titled, target: string): Text {
  const label = columns.find(({ name }) => name === target)?.label ?? { en: target, ko: target }
  return { en: `${label.en} · ${title.en}`, ko: `${label.ko} · ${title.ko}` }
}

/** A model with its card. */
export async function getModel(at: Installation, actor: Actor, id: string): Promise<Model> {
  const row = await modelRows(at).where('model.id', '=', id).executeTakeFirst()
  if (!row || !(await hubById(at.db, actor, row.hub_id, 'read'))) throw noSuch('model', id)
  return asModel(row)
}

/** Models of a hub, newest first, with the figures one compares them by; with `records` those that were judged on all of them. */
export async function listModels(
  at: Installation, actor: Actor, slug: string, asked: PageAsked & { records?: string | undefined },
): Promise<{ models: z.infer<typeof ModelSummarySchema>[]; next: string | null }> {
  const hub = await hubFor(at.db, actor, slug, 'read')
  const judged = asked.records ? JSON.stringify(asked.records.toLowerCase().split(',').map((record) => ({ record }))) : null
  const { rows, next } = await readPage('models', asked, (after, most) => modelRows(at)
    .where('model.hub', '=', hub.id)
    .$if(judged !== null, (query) => query.where(sql<boolean>`model.card->'parity' @> ${judged}::jsonb`))
    .$if(after !== null, (query) => query.where('model.id', '<', after!))
    .orderBy('model.id', 'desc').limit(most).execute())
  const models = rows.map(asModel).map(({ card, ...model }) => ({
    ...model, target: model.request.target, rows: card?.rows ?? null, mae: card?.overall.mae ?? null,
    coverage_90: card?.overall.coverage?.['90'] ?? null, target_unit: card?.target_unit ?? null,
  }))
  return { models, next }
}

/** The file of a model that is ready: what it learned, and the records that it learned from. */
export async function readModelFile(
  at: Installation, actor: Actor, id: string,
): Promise<{ hub: string; model: Model; file: FittedFile }> {
  const row = await modelRows(at).where('model.id', '=', id).executeTakeFirst()
  if (!row || !(await hubById(at.db, actor, row.hub_id, 'read'))) throw noSuch('model', id)
  if (row.state !== 'ready' || row.artefact === null) {
    throw new Refusal(
      'model.not_ready',
      {
        en: `Model “${row.name}” is ${row.state}; it can predict once it is ready.`,
        ko: `모델 “${row.name}”의 상태는 ${row.state}입니다. 준비가 끝나야 예측할 수 있습니다.`,
      },
      { model: id, state: row.state },
    )
  }
  return { hub: row.hub_id, model: asModel(row), file: await readKept(at, row.artefact) }
}

const cache = new Map<string, Promise<FittedFile>>()
const CACHED = 4

/** Fitted models never change, so the last few stay parsed. */
function readKept(at: Installation, sha256: string): Promise<FittedFile> {
  const known = cache.get(sha256)
  if (known) return known
  const reading = (async () => {
    const parts: Buffer[] = []
    for await (const part of await at.files.open(sha256, { verify: true })) parts.push(part as Buffer)
    return fittedFile(JSON.parse(Buffer.concat(parts).toString('utf8')) as FittedFile)
  })()
  reading.catch(() => cache.delete(sha256))
  cache.set(sha256, reading)
  if (cache.size > CACHED) cache.delete(cache.keys().next().value!)
  return reading
}

function modelRows(at: Installation) {
  return at.db
    .selectFrom('model')
    .innerJoin('account', 'account.id', 'model.created_by')
    .innerJoin('hub', 'hub.id', 'model.hub')
    .leftJoin('job', 'job.id', 'model.job')
    // A job may end without a word from its task, when its process was killed over and over: then its end is the
      // model's.
    .select([
      sql<Model['state']>`case when model.state = 'training' and job.state in ('failed', 'cancelled')
        then job.state else model.state end`.as('state'),
      sql<Text | null>`coalesce(model.problem,
        case when model.state = 'training' then job.error->'text' end)`.as('problem'),
      sql<string | null>`(select before.id from model before where before.hub = model.hub and before.name = model.name
        and before.version < model.version order by before.version desc limit 1)`.as('previous'),
      'model.id', 'model.name', 'model.title', 'model.version', 'model.request', 'model.job', 'model.card',
      'model.artefact', 'model.created_at', 'account.name as created_by', 'hub.slug as hub', 'hub.id as hub_id',
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof modelRows>['executeTakeFirstOrThrow']>>

function asModel({ hub_id: _, artefact: _artefact, ...row }: Row): Model {
  const card = row.card as ModelCard | null
  return {
    ...row, request: row.request as ModelRequest, card, weakness: weaknessOfCard(card),
    created_at: row.created_at.toISOString(),
  }
}
