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
  const [counts, links, sources, models, campaigns, jobs] = await Promise.all([
    sql<{ template: string; origin: string; n: string }>`
      select template, origin, count(*) as n from record where hub = ${hub.id} group by 1, 2`.execute(at.db),
    sql<{ from: Stage; to: Stage; n: string }>`
      select "from", "to", count(*) as n from (
        select material.stage as "from", measurement.stage as "to" from record as measurement
          join record as material on material.hub = measurement.hub and material.id = measurement.of_material
          where measurement.hub = ${hub.id}
        union all
        select case direction when 'input' then material.stage else process.stage end,
          case direction when 'input' then process.stage else material.stage end
          from edge join record as process on process.hub = edge.hub and process.id = edge.process
          join record as material on material.hub = edge.hub and material.id = edge.material
          where edge.hub = ${hub.id}
      ) as link group by 1, 2`.execute(at.db),
    sql<{ n: string }>`select count(distinct source_key) as n from record where hub = ${hub.id}`.execute(at.db),
    countOf('model'), countOf('campaign'), openJobs(at.db, hub.id),
  ])
  const byTemplate = new Map<string, number>()
  const origins: Record<string, number> = {}
  for (const { template, origin, n } of counts.rows) {
    byTemplate.set(template, (byTemplate.get(template) ?? 0) + Number(n))
    origins[origin] = (origins[origin] ?? 0) + Number(n)
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
    links: links.rows.map(({ from, to, n }) => ({ from, to, links: Number(n) })),
    sources: Number(sources.rows[0]!.n),
  }
}
