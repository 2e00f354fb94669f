import { sql } from 'kysely'
import { CHECKS, COMPARISONS, OWN_CHECKS } from '#record/quality/checks.ts'
import { IMPLAUSIBLE_VALUE, UNIT_SLIP } from '#record/quality/implausible.ts'
import { changedSince } from '#platform/index/changes.ts'
import { copyRows, RowsToCopy } from '#platform/storage/copy-rows.ts'
import type { Transacted } from '../installation.ts'
import type { FoundRows } from './found-rows.ts'

/** What a run has looked at: records changed since one snapshot (null: all) and seen by another, or of renewed templates; and templates compared. */
export type Looked = {
  readonly since: string | null; readonly until: string; readonly touched: readonly string[]; readonly renewed: readonly string[]
}

/**
 * Writes what a run has found: new findings are open, those that are not found any more go, and what was dismissed stays so
 * unless its check has another version now.
 *
 * One value is told of once, by what is surest: that it cannot be so says more than that it is far from others. What proposes another unit stays
 * beside it, where nothing else is proposed.
 */
export async function keepFindings(trx: Transacted, hub: string, found: FoundRows, { since, until, touched, renewed }: Looked): Promise<void> {
  await sql`create temp table found (like finding including defaults) on commit drop`.execute(trx)
  await sql`alter table found alter column state drop not null`.execute(trx)
  await copyRows(trx, new RowsToCopy('found', [...found.rows]))
  await sql`analyze found`.execute(trx)
  const codes = (checks: readonly { readonly code: string }[]) => checks.map(({ code }) => code)
  const isNotFound = sql`not exists (select from found
    where found.record = finding.record and found.revision = finding.revision and found.code = finding.code and found.field = finding.field)`
  await sql`
    delete from finding using (
      select finding.id, record.id is null as gone, record.template = any(${touched}) as compared,
        (${sql.raw(changedSince(since))} or record.template = any(${renewed})) and pg_visible_in_snapshot(record.changed_xid, ${until}::pg_snapshot) as looked_at
      from finding left join record on record.hub = finding.hub and record.id = finding.record and record.revision = finding.revision
      where finding.hub = ${hub} and finding.state = 'open'
    ) as held
    where finding.id = held.id and (gone
      or code <> all(${codes([...OWN_CHECKS, ...COMPARISONS])})
      or (looked_at and code = any(${codes(OWN_CHECKS)}) and ${isNotFound})
      or (compared and code = any(${codes(COMPARISONS)}) and ${isNotFound}))`.execute(trx)
  await sql`
    insert into finding select * from found order by severity, code, id
    on conflict (hub, record, revision, code, field) do update set
      details = excluded.details, severity = excluded.severity, version = excluded.version,
      state = case when ${isAskedAgain} then 'open' else finding.state end,
      decided_by = case when not ${isAskedAgain} then finding.decided_by end,
      decided_at = case when not ${isAskedAgain} then finding.decided_at end,
      reason = case when not ${isAskedAgain} then finding.reason end`.execute(trx)
  await sql`delete from finding as weak using finding as strong where weak.hub = ${hub} and weak.state = 'open' and weak.code = any(${codes([UNIT_SLIP, IMPLAUSIBLE_VALUE])})
    and strong.hub = weak.hub and strong.record = weak.record and strong.revision = weak.revision and strong.field = weak.field
    and strong.code = any(${codes(CHECKS.filter(({ severity }) => severity === 'contradiction'))})
    and (strong.details->'remedy' is not null or weak.details->'remedy' is null)`.execute(trx)
  await sql`delete from completeness where hub = ${hub} and not exists (
    select from record where record.hub = completeness.hub and record.id = completeness.record)`.execute(trx)
}

const isAskedAgain = sql`(finding.state = 'dismissed' and finding.version <> excluded.version)`
