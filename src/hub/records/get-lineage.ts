import { sql } from 'kysely'
import type { z } from 'zod'
import type { LineageSchema } from '#contract/schemas/record.ts'
import type { LineageGraph } from '#record/lineage/graph.ts'
import { resultsThatHold } from '#record/lineage/results-that-hold.ts'
import type { Hold } from '#record/lineage/results-that-hold.ts'
import type { MeasurementContent, Participation } from '#record/records/record.ts'
import { newestByName } from '#record/templates/newest-by-name.ts'
import { templateKey } from '#record/templates/template.ts'
import type { Template } from '#record/templates/template.ts'
import type { Actor } from '../actor.ts'
import type { Installation, Reader } from '../installation.ts'
import { loadGraph } from '../tables/load-graph.ts'
import { readableRecord } from './get-record.ts'
import { templatesOf } from './templates-of.ts'

type Lineage = z.infer<typeof LineageSchema>

/** Records beyond this many are not drawn; `cut` and `crowded` say so. */
const MOST = 1_000
/** Of these at most so many measurements that speak, each with its material: the nearest, and of these the oldest. */
const MOST_SPEAKING = 120

/**
 * What a record was made from and what became of it, `depth` processes each way, with every measurement on the way.
 *
 * Upwards only ancestors are followed and downwards only descendants, so sisters made from the same lot stay out, but for
 * what speaks for the record's material by the rule of tables: that is there however far off it stands.
 */
export async function getLineage(at: Installation, actor: Actor, id: string, depth: number): Promise<Lineage> {
  const { hub } = await readableRecord(at, actor, id)
  const templates = await templatesOf(at.db, hub)
  const heard = await heardFor(at.db, hub, id, templates)
  const speaking = [...heard?.held ?? []].filter(([, { speaks }]) => speaks.length > 0)
  const shown = speaking.slice(0, MOST_SPEAKING)
  const { step, more } = await walkedSteps(at.db, hub, id, depth, Math.max(depth, ...shown.map(([, { steps }]) => steps)))
  const first = new Set([id, ...heard ? [heard.material] : []])
  for (const [measurement] of shown) {
    const { of } = heard!.graph.records.get(measurement)!.content as MeasurementContent
    step.set(measurement, stepOf(of, heard!.graph, step, first))
    for (const drawn of [measurement, of]) first.add(drawn)
  }
  const far = [...step.keys()].filter((node) => !first.has(node))
    .sort((a, b) => Math.abs(step.get(a)!) - Math.abs(step.get(b)!) || (a < b ? -1 : 1))
  const drawn = new Set([...first, ...far].slice(0, MOST))
  const isCrowded = shown.length < speaking.length || first.size + far.length > drawn.size
  const records = await at.db
    .selectFrom('record_with_content')
    .select([
      'id', 'kind', 'stage', 'template', 'template_version', 'name', 'state', 'origin', 'content', 'deleted_at',
    ])
    .where('hub', '=', hub)
    .where(sql<boolean>`id = any(${[...drawn]}::uuid[])`)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return {
    root: id,
    cut: more || isCrowded,
    crowded: isCrowded,
    speaking: speaking.length,
    nodes: records.map((record) => {
      const { id: node, kind, stage, template, name, state, origin } = record
      const { label, event } = templates.get(templateKey({ template, version: record.template_version }))!
      return {
        id: node, kind, stage, template, label, name, state, origin, step: step.get(node) ?? 0,
        ...(event && { event }), ...(record.deleted_at && { deleted: true as const }), ...(heard && kind === 'measurement' && holding(heard.held.get(node))),
      }
    }),
    edges: records.flatMap(({ id: node, content }): Lineage['edges'] => {
      if (content.kind === 'material') return []
      if (content.kind === 'measurement') {
        return drawn.has(content.of) ? [{ from: content.of, to: node, kind: 'of' }] : []
      }
      const { inputs, outputs } = content
      return [
        ...inputs.map(({ material, ...part }) => ({ ...partOf(part), from: material, to: node, kind: 'input' as const })),
        ...outputs.map(({ material, ...part }) => ({ ...partOf(part), from: node, to: material, kind: 'output' as const })),
      ].filter(({ from, to }) => drawn.has(from) && drawn.has(to))
    }),
  }
}

type Heard = { readonly material: string; readonly graph: LineageGraph; readonly held: ReadonlyMap<string, Hold> }

/** What is to be heard of the material that a record is or was measured on; null for a process, which is no material. */
async function heardFor(db: Reader, hub: string, id: string, templates: ReadonlyMap<string, Template>): Promise<Heard | null> {
  const material = await db.selectFrom('record').select(['id', 'template']).where('hub', '=', hub).where('kind', '=', 'material')
    .where('id', '=', sql<string>`(select coalesce(of_material, id) from record where hub = ${hub} and id = ${id})`)
    .executeTakeFirst()
  if (!material) return null
  const graph = await loadGraph(db, hub, templates, material.template, 'types', new Set([material.id]))
  return { material: material.id, graph, held: resultsThatHold(graph, material.id, newestByName(templates.values())) }
}

function holding(hold: Hold | undefined): Partial<Lineage['nodes'][number]> {
  if (!hold) return { speaks: [] }
  const { speaks, outspoken, steps, pieceOf } = hold
  return {
    speaks: [...speaks], ...(outspoken.length > 0 && { outspoken: [...outspoken] }),
    ...(speaks.length > 0 && { away: steps, ...(pieceOf !== null && { piece_of: pieceOf }) }),
  }
}

/**
 * Steps of the record's ancestors, negative, and of its descendants, with the measurements on them; all ancestors, and of
 * the rest the nearest. The walk looks one step further than asked: what is there is not given, but told by `more`.
 */
async function walkedSteps(
  db: Reader, hub: string, id: string, down: number, up: number,
): Promise<{ step: Map<string, number>; more: boolean }> {
  const { rows } = await sql<{ id: string; step: number }>`
    with recursive start as (
      select coalesce(of_material, id) as id from record where hub = ${hub} and id = ${id}
    ), up as (
      select id, 0 as step from start
      union
      select other.id, up.step - 1 from up, lateral (
        select process as id from edge where hub = ${hub} and material = up.id and direction = 'output'
        union all select material from edge where hub = ${hub} and process = up.id and direction = 'input'
      ) as other where up.step >= ${-2 * up}::int
    ), down as (
      select id, 0 as step from start
      union
      select other.id, down.step + 1 from down, lateral (
        select process as id from edge where hub = ${hub} and material = down.id and direction = 'input'
        union all select material from edge where hub = ${hub} and process = down.id and direction = 'output'
      ) as other where down.step <= ${2 * down}::int
    ), walked as (
      select id, step from up union all select id, step from down
    ), nearest as (
      select distinct on (id) id, step from walked order by id, abs(step)
    )
    select id, step from (
      select id, step, step > 0 as beside from nearest
      union all select measurement.id, nearest.step, true from nearest join record as measurement
        on measurement.hub = ${hub} and measurement.of_material = nearest.id
    ) as each order by beside, abs(step), id limit ${MOST + 1} + (select count(*) from up)`.execute(db)
  const within = rows.filter(({ step }) => step >= -2 * up && step <= 2 * down)
  return { step: new Map(within.map((row) => [row.id, row.step])), more: within.length < rows.length }
}

/**
 * The step of a material that was walked to, or that is a piece of one; a piece stands two steps after what it was
 * taken from, as if the record were one. What is put in between is added to `step` and to `drawn`.
 */
function stepOf(material: string, graph: LineageGraph, step: Map<string, number>, drawn: Set<string>): number {
  const known = step.get(material)
  if (known !== undefined) return known
  const process = graph.madeBy.get(material)
  if (process?.content.kind !== 'process') throw new Error(`${material} speaks and is no piece of anything`)
  const wholes = process.content.inputs.map(({ material: whole }) => stepOf(whole, graph, step, drawn))
  const whole = Math.min(...wholes)
  if (!step.has(process.id)) step.set(process.id, whole + 1)
  step.set(material, whole + 2)
  for (const each of [process.id, material]) drawn.add(each)
  return whole + 2
}

function partOf({ role, amount }: Pick<Participation, 'role' | 'amount'>) {
  return { ...(role !== undefined && { role }), ...(amount && { amount }) }
}
