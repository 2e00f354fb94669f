import { sql } from 'kysely'
import type { z } from 'zod'
import type { HubQualitySchema, RecordQualitySchema } from '#contract/schemas/quality.ts'
import { CHECKS } from '#record/quality/checks.ts'
import { gradeOf, incompleteness, MOST_POINTS, OPEN_CONTRADICTION, OPEN_REMARKS, openFindings, pointsOf } from '#record/quality/grade.ts'
import { newestByName } from '#record/templates/newest-by-name.ts'
import { hubFor } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { openJobs } from '../jobs/get-job.ts'
import { readableRecord } from '../records/get-record.ts'
import { templatesOf } from '../records/templates-of.ts'
import { findingsOf } from './findings.ts'
import { queueCheck } from './queue-check.ts'

type HubQuality = z.infer<typeof HubQualitySchema>

/** Starts to check what has changed in a hub since the last run. */
export async function startCheck(at: Installation, actor: Actor, slug: string): Promise<{ job: string }> {
  const hub = await hubFor(at.db, actor, slug, 'judge')
  return { job: await queueCheck(at, hub.id) }
}

/** What the checks of a hub have found, and the grades of its records. */
export async function getHubQuality(at: Installation, actor: Actor, slug: string): Promise<HubQuality> {
  const hub = await hubFor(at.db, actor, slug, 'read')
  const [last, jobs, counts, grades, templates] = await Promise.all([
    at.db.selectFrom('quality_run').selectAll().where('hub', '=', hub.id).executeTakeFirst(),
    openJobs(at.db, hub.id), countsOf(at, hub.id), gradesOf(at, hub.id), templatesOf(at.db, hub.id),
  ])
  const newest = newestByName([...templates.values()])
  return {
    last: last ? {
      at: last.at.toISOString(), records_checked: last.records_checked, templates_compared: last.templates_compared, seconds: last.seconds,
      release: last.release,
    } : null,
    job: jobs.find(({ kind }) => kind === 'check')?.id ?? null,
    checks: CHECKS.map(({ code, severity, label, says, source }) => ({
      code, severity, label, says, source, open: 0, dismissed: 0, accepted: 0, ...counts.get(code),
    })),
    grades: [...Map.groupBy(grades, ({ template }) => template)].map(([template, rows]) => ({
      template, label: newest.get(template)?.label ?? { en: template, ko: template },
      counts: { A: 0, B: 0, C: 0, D: 0, ...Object.fromEntries(rows.map(({ grade, n }) => [grade, Number(n)])) },
    })),
  }
}

async function countsOf({ db }: Installation, hub: string): Promise<Map<string, Record<string, number>>> {
  const { rows } = await sql<{ code: string; state: string; n: string }>`
    select code, finding.state, count(*) as n from finding
      join record on record.hub = finding.hub and record.id = finding.record and (record.revision = finding.revision or finding.state = 'accepted')
    where finding.hub = ${hub} group by 1, 2`.execute(db)
  const counts = new Map<string, Record<string, number>>()
  for (const { code, state, n } of rows) counts.set(code, { ...counts.get(code), [state]: Number(n) })
  return counts
}

/** Counts by template and grade, the most common template first; the same points as `grade.ts` gives one record. */
async function gradesOf({ db }: Installation, hub: string) {
  const { rows } = await sql<{ template: string; grade: 'A' | 'B' | 'C' | 'D'; n: string }>`
    with open as (
      select record, revision, ${OPEN_CONTRADICTION} * count(*) filter (where severity = 'contradiction')
        + case when count(*) filter (where severity = 'remark') > 0 then ${sql.lit(OPEN_REMARKS)} else 0 end as points
      from finding where hub = ${hub} and state = 'open' group by 1, 2),
    graded as (
      select template, completeness.points + coalesce(open.points, 0) as points
      from completeness left join open on open.record = completeness.record and open.revision = completeness.revision
      where completeness.hub = ${hub})
    select template, case when points <= ${MOST_POINTS.A} then 'A' when points <= ${MOST_POINTS.B} then 'B'
        when points <= ${MOST_POINTS.C} then 'C' else 'D' end as grade, count(*) as n
    from graded group by 1, 2 order by sum(count(*)) over (partition by template) desc, template`.execute(db)
  return rows
}

/** The grade of a record with its reasons, and what the checks have found in its newest revision. */
export async function getRecordQuality(at: Installation, actor: Actor, id: string): Promise<z.infer<typeof RecordQualitySchema>> {
  const { hub } = await readableRecord(at, actor, id)
  const [{ content, revision, template }, findings, templates, seen] = await Promise.all([
    at.db.selectFrom('record_with_content').select(['content', 'revision', 'template']).where('hub', '=', hub).where('id', '=', id).executeTakeFirstOrThrow(),
    findingsOf(at.db, hub, id), templatesOf(at.db, hub),
    at.db.selectFrom('completeness').select('revision').where('hub', '=', hub).where('record', '=', id).executeTakeFirst(),
  ])
  const newest = newestByName([...templates.values()]).get(template)!
  const open = findings.filter(({ state }) => state === 'open').map(({ severity }) => severity)
  const reasons = [...incompleteness({ content, newest }), ...openFindings(open)]
  return { grade: gradeOf(pointsOf(reasons)), reasons, findings, checked: seen?.revision === revision }
}
