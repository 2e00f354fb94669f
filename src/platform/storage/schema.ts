import type { ColumnType, Generated } from 'kysely'
import type { z } from 'zod'
import type { RecordFilterSchema } from '#contract/schemas/record-filter.ts'
import type { WrittenDraftSchema } from '#contract/schemas/record-draft.ts'
import type { Text } from '#science/refusal.ts'
import type { Change } from '#record/edits/change.ts'
import type { Found, Severity } from '#record/quality/finding.ts'
import type { Origin, RecordContent, RecordKind, RunState, Source } from '#record/records/record.ts'
import type { Stage } from '#record/stages.ts'
import type { TableDefinition } from '#record/tables/table.ts'
import type { Renamed } from '#record/templates/migrate-content.ts'
import type { Template } from '#record/templates/template.ts'
import type { WrittenTemplate } from '#record/templates/written-template.ts'

type RecordFilter = z.output<typeof RecordFilterSchema>
type WrittenDraft = z.output<typeof WrittenDraftSchema>
type Json<T> = ColumnType<T, string, string>
type JsonOrNull<T> = ColumnType<T | null, string | null | undefined, string | null>
type Timestamp = ColumnType<Date, Date | string | undefined, Date | string>

/** The database as kysely sees it; the truth is `migrations/*.sql`. JSON is written as text and read parsed. */
export type Database = {
  hub: { id: string; slug: string; title: Json<Text>; example: Generated<boolean>; created_at: Timestamp; file_quota: Generated<number | null> }
  account: {
    id: string; email: string | null; name: string; password_hash: string | null; created_at: Timestamp
    kind: Generated<'person' | 'instrument' | 'console'>; administrator: Generated<boolean>; closed_at: Timestamp | null
  }
  membership: { hub: string; account: string; role: Role; since: Timestamp }
  membership_change: { id: string; hub: string; account: string; role: Role | null; changed_by: string; at: Timestamp }
  session: {
    id: Generated<string>; token_hash: Uint8Array; account: string; kind: 'browser' | 'console' | 'token'; created_at: Timestamp; expires_at: Timestamp
    name: string | null; hub: string | null; at_most: Role | null; last_used_at: Timestamp | null
  }
  invitation: {
    id: string; hub: string; email: string; role: Exclude<Role, 'instrument'>; code_hash: Uint8Array; created_by: string; created_at: Timestamp
    expires_at: Timestamp; accepted_by: string | null; accepted_at: Timestamp | null; withdrawn_at: Timestamp | null
  }
  password_link: { code_hash: Uint8Array; account: string; created_by: string; created_at: Timestamp; expires_at: Timestamp }
  template: {
    hub: string; name: string; version: number; kind: RecordKind; stage: Stage; document: Json<Template>; created_at: Timestamp
    written: JsonOrNull<WrittenTemplate>; author: string | null
  }
  /** `recipe` is its YAML, as it was written. */
  recipe: { hub: string; name: string; version: number; recipe: string; author: string; at: Timestamp }
  template_migration: {
    id: string; hub: string; template: string; from_version: number; to_version: number; renamed: Json<Renamed>; reason: string
    state: 'queued' | 'done' | 'undone'; job: string | null; undo_job: string | null; report: JsonOrNull<unknown>; undo_report: JsonOrNull<unknown>
    created_by: string; created_at: Timestamp; finished_at: Timestamp | null; undone_by: string | null; undone_at: Timestamp | null
  }
  migrated_record: { hub: string; migration: string; record: string; revision: number }
  saved_search: {
    id: string; hub: string; account: string; name: string; filter: Json<RecordFilter>; created_at: Timestamp; seen_at: Timestamp
    seen_snapshot: string | null; open_since: Timestamp | null
  }
  bulk_edit: {
    id: string; hub: string; asked: Json<unknown>; change: Json<Change>; state: 'checked' | 'queued' | 'done' | 'undone'; report: Json<unknown>
    reason: string | null; job: string | null; created_by: string; created_at: Timestamp; started_by: string | null; finished_at: Timestamp | null
    undo_job: string | null; undo_reason: string | null; undo_report: JsonOrNull<unknown>; undone_by: string | null; undone_at: Timestamp | null
  }
  edited_record: { hub: string; edit: string; record: string; upon: number; revision: number | null }
  job: {
    id: string; hub: string | null; kind: string; state: JobState; progress: Generated<number>
    message: JsonOrNull<Text>; payload: Json<unknown>; result: JsonOrNull<unknown>; error: JsonOrNull<{ code: string; text: Text }>
    created_at: Timestamp; started_at: Timestamp | null; finished_at: Timestamp | null
  }
  file: { hub: string; sha256: string; size: number; media_type: string; created_by: string; created_at: Timestamp; deleted_at: Timestamp | null }
  deletion: { id: string; hub: string; record: string | null; file: string | null; files: Generated<string[]>; reason: string; deleted_by: string; at: Timestamp }
  upload: {
    id: string; hub: string; account: string; size: number; received: Generated<number>; media_type: string; sha256: string | null
    created_at: Timestamp; expires_at: Timestamp
  }
  import: {
    id: string; hub: string; recipe_name: string; recipe: Json<unknown>; file_sha256: string; file_name: string
    state: 'queued' | 'running' | 'done' | 'failed' | 'undone'; job: string | null; report: JsonOrNull<unknown>; problem: JsonOrNull<Text>
    created_by: string; created_at: Timestamp; finished_at: Timestamp | null
    undone_by: string | null; undone_at: Timestamp | null; undo_reason: string | null; undo_job: string | null; undo_report: JsonOrNull<unknown>
  }
  record: StoredRecord
  /** Each record with what its newest revision says. */
  record_with_content: StoredRecord & { content: Json<RecordContent> }
  revision: {
    hub: string; record: string; n: number; parent: string | null; hash: string; author: string; at: Timestamp
    reason: string; content: Json<RecordContent>; import: string | null; erased: Generated<boolean>
  }
  withdrawal: {
    hub: string; record: string; n: number; kept: Json<KeptRecord>; withdrawn_by: string; at: Timestamp; reason: string
    restored_by: string | null; restored_at: Timestamp | null; changed_xid: Generated<string>
  }
  edge: {
    hub: string; process: string; direction: 'input' | 'output'; position: number; material: string
    role: string | null; amount: JsonOrNull<unknown>
  }
  import_identity: { hub: string; recipe_name: string; key: string; record: string; content_hash: string }
  written_once: { account: string; key: string; request: string; answer: JsonOrNull<unknown>; at: Timestamp }
  table_definition: {
    id: string; hub: string; name: string; version: number; definition: Json<TableDefinition>; created_by: string; created_at: Timestamp
  }
  frozen_table: {
    id: string; hub: string; table_definition: string; n: number; name: string
    state: 'freezing' | 'ready' | 'failed' | 'cancelled'; job: string | null; problem: JsonOrNull<Text>
    rows: number | null; columns: number | null
    parquet: string | null; parquet_size: number | null; manifest: string | null; manifest_size: number | null
    created_by: string; created_at: Timestamp
  }
  model: {
    id: string; hub: string; name: string; title: Json<Text>; version: number; state: 'training' | 'ready' | 'failed' | 'cancelled'
    request: Json<unknown>; job: string | null; problem: JsonOrNull<Text>; card: JsonOrNull<unknown>; artefact: string | null
    created_by: string; created_at: Timestamp
  }
  campaign: {
    id: string; hub: string; model: string; request: Json<unknown>; ranking: ColumnType<unknown, string | undefined, string>; best: JsonOrNull<unknown>; job: string | null
    problem: JsonOrNull<Text>; created_by: string; created_at: Timestamp
  }
  draft: {
    id: string; hub: string; author: string; state: DraftState; version: number; records: Json<readonly WrittenDraft[]>; reason: string
    made: JsonOrNull<readonly { key: string; id: string; n: number }[]>; decided_by: string | null; decided_at: Timestamp | null
    created_at: Timestamp; changed_at: Timestamp
  }
  comment: {
    id: string; hub: string; record: string | null; draft: string | null; author: string; text: string; at: Timestamp
    withdrawn_at: Timestamp | null; withdrawn_by: string | null
  }
  finding: {
    id: string; hub: string; record: string; revision: number; code: string; field: string; severity: Severity; version: number
    details: Json<Pick<Found, 'value' | 'text' | 'remedy' | 'others'>>; state: Generated<'open' | 'dismissed' | 'accepted'>; found_at: Timestamp
    decided_by: string | null; decided_at: Timestamp | null; reason: string | null
  }
  completeness: { hub: string; record: string; revision: number; template: string; points: number }
  quality_run: {
    hub: string; position: string; checks: string; at: Timestamp; records_checked: number; templates_compared: number; seconds: number
    release: string | null
  }
  proposal: {
    id: string; hub: string; campaign: string; n: number; state: 'proposed' | 'accepted' | 'declined' | 'replaced'
    point: Json<Record<string, number | string>>; prediction: Json<unknown>; reason_declined: string | null
    process: string | null; decided_by: string | null; created_at: Timestamp
  }
}

/** The newest revision of a record, narrow: what lists and the explore index ask. */
type StoredRecord = {
  hub: string; id: string; kind: RecordKind; stage: Stage; template: string; template_version: number; name: string
  origin: Origin; state: RunState; source: Json<Source>; source_key: string | null; trl: number | null
  of_material: string | null; elements: number[]; revision: number
  number_fields: string[]; numbers: number[]; number_highs: (number | null)[] | null; number_bounds: (string | null)[] | null
  term_fields: string[]; terms: string[]
  team: string | null; owner: string; provider: string | null; level: Generated<string>
  embargo_until: Timestamp | null; pledge: Generated<boolean>; import: string | null; created_at: Timestamp
  /** Of a record whose content was deleted; its row holds its place in the lineage. */
  deleted_at: Timestamp | null
}

export type DraftState = 'open' | 'submitted' | 'sent_back' | 'accepted' | 'discarded'
/** A row of `record` as it lay there, which nobody reads but to put it back; of its columns these are shown meanwhile. */
type KeptRecord = { readonly name: string; readonly kind: RecordKind; readonly template: string; readonly owner: string; readonly [column: string]: unknown }
type Role = 'lead' | 'curator' | 'researcher' | 'instrument' | 'reader'
export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
