import { sql } from 'kysely'
import type { z } from 'zod'
import type { OverviewSchema } from '#contract/operations/hub.ts'
import { STAGES, STAGE_LABELS } from '#record/stages.ts'
import type { Stage } from '#record/stages.ts'
import { hubFor } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { openJobs } from '../jobs/get-job.ts'
import { templatesOf } from '../records/templates-of.ts'

type Overview = z.infer<typeof OverviewSchema>

/** The five stages with what each holds, and how the hub's lineage runs between them. */
export async function getOverview(at: Installation, actor: Actor, slug: string): Promise<Overview> {
  const hub = await hubFor(at.db, actor, slug, 'read')
  const templates = [...(await templatesOf(at.db, hub.id)).values()]
  const countOf = async (table: 'model' | 'campaign') => {
    const row = await at.db
      .selectFrom(table)
      .select(sql<string>`count(*)`.as('n'))
      .where('hub', '=', hub.id)
      .executeTakeFirstOrThrow()
    return Number(row.n)
  }
  await at.explore.fresh()
  const [counts, links, [sources], models, campaigns, jobs] = await Promise.all([
    at.explore.rows(sql<{ template: string; origin: string; n: number }>`
      select template, origin, sum(n)::bigint as n from tally where hub = ${hub.id}::uuid group by all having sum(n) > 0`),
    at.explore.rows(sql<{ from: Stage; to: Stage; n: number }>`
      select if(direction = 'output', event.stage, material.stage) as "from", if(direction = 'output', material.stage, event.stage) as "to",
        count(*) as n
      from edge join record as event on event.number = edge.event join record as material on material.number = edge.material
      where event.hub = ${hub.id}::uuid and direction <> 'piece' group by all`, 'may be old'),
    at.explore.rows(sql<{ n: number }>`select count(distinct source_key) as n from record where hub = ${hub.id}::uuid`, 'may be old'),
    countOf('model'), countOf('campaign'), openJobs(at.db, hub.id),
  ])
  const byTemplate = new Map<string, number>()
  const origins: Record<string, number> = {}
  for (const { template, origin, n } of counts) {
    byTemplate.set(template, (byTemplate.get(template) ?? 0) + n)
    origins[origin] = (origins[origin] ?? 0) + n
  }
  const newest = new Map(templates.toReversed().map((template) => [template.template, template]))
  const stages = STAGES.map((stage) => {
    const held = [...newest.values()]
      .filter((template) => template.stage === stage)
      .map(({ template, label, kind }) => ({ template, label, kind, records: byTemplate.get(template) ?? 0 }))
      .sort((a, b) => b.records - a.records)
    return {
      stage, label: STAGE_LABELS[stage], records: held.reduce((sum, { records }) => sum + records, 0), templates: held,
    }
  })
  return {
    slug: hub.slug, title: hub.title, example: hub.example, stages, origins, models, campaigns, jobs,
    records: stages.reduce((sum, { records }) => sum + records, 0),
    links: links.map(({ from, to, n }) => ({ from, to, links: n })),
    sources: sources!.n,
  }
}
