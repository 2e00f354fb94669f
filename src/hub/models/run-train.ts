import { sql } from 'kysely'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { ModelArtefact } from '#discovery/learning/artefact.ts'
import { MIN_ROWS } from '#discovery/learning/check-table.ts'
import { tableRows } from '#discovery/learning/columns.ts'
import { STAGES } from '#record/stages.ts'
import type { BuiltTable } from '#record/tables/build-table.ts'
import type { Task } from '#platform/jobs/task.ts'
import { jobErrorFrom } from '#platform/jobs/job-record.ts'
import { runInThread } from '#platform/jobs/run-in-thread.ts'
import type { Installation } from '../installation.ts'
import { chainCard, otherOrigins } from './chain-card.ts'
import { describeStructures } from './described-structures.ts'
import { fittedFile } from './fitted.ts'
import { withHalfWayRows } from './half-way-rows.ts'
import { learningTable } from './learning-table.ts'
import type { Learnable } from './learning-table.ts'
import { modelCard } from './model-card.ts'
import type { ModelRequest } from './models.ts'
import { tableOfModel } from './table-of-model.ts'
import { targetBounds } from './target-bounds.ts'
import type { TrainInput } from './train-thread.ts'

const READING: Text = { en: 'Building the table along the lineage', ko: '계보를 따라 표를 만드는 중' }

/**
 * The job `train`: builds the table, fits in a thread, keeps the fitted model as a file and its card with the model.
 */
export function trainTask(at: () => Installation): Task {
  return async ({ payload, progress, signal }) => {
    const { model: id } = payload as { model: string }
    const here = at()
    const row = await here.db.selectFrom('model').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    if (row.state === 'ready') return { model: id }
    const request = row.request as ModelRequest
    const started = here.now()
    try {
      progress(0, READING)
      const { built: table, definition, templates, frozen } = await tableOfModel(here, { account: row.created_by, name: '' }, request)
      // A frozen table is learned from as it is.
      const built = request.on_the_way?.length && !frozen
        ? await withHalfWayRows(here, row.hub, definition, table, request.target, request.on_the_way) : table
      const structures = await describeStructures(here, built, request.inputs, signal)
      const observed = alongStages(built, request.on_the_way ?? [])
      const read = learningTable(built, request, targetBounds(definition, request.target, templates), structures)
      const everyOrigin = await originsOf(here, row.hub, read.records.map(({ record }) => record))
      const wanted = wantedOrigin(everyOrigin.filter((_, at) => read.table.target.values[at] !== null))
      // A chain is of one origin: how computed and measured grain sizes differ is learned by no link.
      const learnable = observed.length > 0 ? ofOrigin(read, everyOrigin, wanted) : read
      const origins = observed.length > 0 ? everyOrigin.filter((origin) => origin === wanted) : everyOrigin
      const input: TrainInput = {
        table: learnable.table, origins, wanted, seed: request.seed, logTarget: request.log_target, observed,
        bounds: new Map(observed.flatMap((name) => {
          const bounds = targetBounds(definition, name, templates)
          return bounds ? [[name, bounds]] : []
        })),
      }
      const artefact = await runInThread<ModelArtefact>(import.meta.resolve('./train-thread.ts'), input, {
        signal,
        onMessage: (message) => {
          const { fraction, step } = message as { fraction: number; step: Text }
          progress(0.02 + 0.96 * fraction, step)
        },
      })
      // Known rows, to be found near a case or bettered by a campaign, are those of the origin that predictions are of.
      const values = learnable.table.target.values
      const own = origins.flatMap((origin, at) => (origin === wanted && values[at] !== null ? [at] : []))
      const { inputs, target } = tableRows(learnable.table, own)
      const file = fittedFile({
        artefact, inputs: inputs.filter(({ name }) => !observed.includes(name)), observed: target.values as number[],
        ...('limits' in target && { limits: target.limits! }), records: own.map((at) => learnable.records[at]!),
      })
      const { sha256 } = await here.files.put(Buffer.from(JSON.stringify(file)))
      const seconds = (here.now().getTime() - started.getTime()) / 1000
      const whole = origins.filter((_, at) => values[at] !== null)
      const chain = artefact.chain && chainCard(artefact.chain, built)
      const others = everyOrigin.length - origins.length
      const plain = modelCard(artefact.card, built, learnable, countOf(whole), seconds)
      const card = {
        ...plain, ...(chain && { chain }), ...(others > 0 && { warnings: [...plain.warnings, otherOrigins(others)] }), ...(frozen && { frozen }),
      }
      await here.db
        .updateTable('model')
        .set({ state: 'ready', card: JSON.stringify(card), artefact: sha256, problem: null })
        .where('id', '=', id)
        .where('state', '=', 'training')
        .execute()
      return { model: id }
    } catch (error) {
      if (!signal.aborted) {
        const text = error instanceof Refusal ? error.text : jobErrorFrom(error).text
        await here.db
          .updateTable('model')
          .set({ state: 'failed', problem: JSON.stringify(text) })
          .where('id', '=', id)
          .where('state', '=', 'training')
          .execute()
      }
      throw error
    }
  }
}

/** Columns in the order of the life cycle; within a stage as they were named. */
function alongStages({ columns }: BuiltTable, names: readonly string[]): string[] {
  const place = (name: string) => STAGES.findIndex((stage) => stage === columns.find((column) => column.name === name)?.stage)
  return names.toSorted((a, b) => place(a) - place(b))
}

function ofOrigin(learnable: Learnable, origins: readonly string[], wanted: string): Learnable {
  const rows = origins.flatMap((origin, at) => (origin === wanted ? [at] : []))
  return { ...learnable, table: tableRows(learnable.table, rows), records: rows.map((at) => learnable.records[at]!) }
}

/** The origin of each row's record: measured, computed, predicted or specified. */
async function originsOf(at: Installation, hub: string, records: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string; origin: string }>`
    select id, origin from record where hub = ${hub} and id = any(${records}::uuid[])`.execute(at.db)
  const known = new Map(rows.map(({ id, origin }) => [id, origin]))
  return records.map((record) => known.get(record)!)
}

/** What predictions are to be of: measured values where there are enough to be judged by, else the most frequent origin. */
function wantedOrigin(origins: readonly string[]): string {
  const counts = countOf(origins)
  if ((counts['measured'] ?? 0) >= MIN_ROWS) return 'measured'
  return Object.entries(counts).sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'measured'
}

function countOf(origins: readonly string[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(origins, (origin) => origin)].map(([origin, rows]) => [origin, rows.length]))
}
