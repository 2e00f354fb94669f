import { z } from 'zod'
import { operation } from '../operation.ts'
import { NextSchema, PageQuery } from '../page.ts'
import {
  CalculationRemarkSchema, FreshnessSchema, LineageSchema, RecordContentSchema, RecordIdSchema, RecordSchema, RecordSummarySchema, RevisionSchema,
} from '../schemas/record.ts'
import { RecordFilterSchema } from '../schemas/record-filter.ts'
import { MadeRecordSchema, WrittenDraftsSchema } from '../schemas/record-draft.ts'
import { ReadValueSchema, RecordProblemSchema } from '../schemas/record-problem.ts'
import { HubParams } from './hub.ts'

const tag = 'record'
const IdParams = z.object({ id: RecordIdSchema })

export const searchRecords = operation({
  id: 'searchRecords', method: 'get', path: '/hubs/{hub}/records', tag,
  summary: 'Records that pass all filters, newest first; of a formula in `text`, the same composition before the rest',
  params: HubParams,
  query: RecordFilterSchema.extend({ ...PageQuery.shape, limit: PageQuery.shape.limit.unwrap().default(50) }),
  answer: z.object({
    total: z.int(), records: z.array(RecordSummarySchema), next: NextSchema, freshness: FreshnessSchema,
  }),
})

export const getFacets = operation({
  id: 'getFacets', method: 'get', path: '/hubs/{hub}/facets', tag,
  summary: 'Counts of what passes, by element, stage, template and origin; and a histogram of the chosen field',
  params: HubParams, query: RecordFilterSchema,
  answer: z.object({
    total: z.int(),
    elements: z.record(z.string(), z.int()),
    stages: z.record(z.string(), z.int()),
    templates: z.record(z.string(), z.int()),
    origins: z.record(z.string(), z.int()),
    /** Numeric fields that the filtered records have. */
    fields: z.array(z.object({ field: z.string(), unit: z.string(), records: z.int() })),
    /** Of `field`, over the records that pass all filters but the range itself; edges in `unit`. */
    histogram: z.object({ unit: z.string(), edges: z.array(z.number()), counts: z.array(z.int()) }).nullable(),
    freshness: FreshnessSchema,
  }),
})

export const getRecord = operation({
  id: 'getRecord', method: 'get', path: '/records/{id}', tag,
  summary: 'The newest revision of a record', params: IdParams, answer: RecordSchema,
})

export const getLineage = operation({
  id: 'getLineage', method: 'get', path: '/records/{id}/lineage', tag,
  summary: 'What a record was made from and what became of it, with the measurements on the way', params: IdParams,
  query: z.object({ depth: z.coerce.number().int().min(1).max(20).default(6) }),
  answer: LineageSchema,
})

export const getRevisions = operation({
  id: 'getRevisions', method: 'get', path: '/records/{id}/revisions', tag,
  summary: 'Every revision of a record, newest first', params: IdParams, query: PageQuery,
  answer: z.object({
    revisions: z.array(RevisionSchema),
    next: NextSchema,
    /** Names of the records that any of them points to, by id. */
    names: z.record(z.string(), z.string()),
  }),
})

export const createRecord = operation({
  id: 'createRecord', method: 'post', path: '/hubs/{hub}/records', tag, status: 201, once: true,
  summary: 'Adds a record', params: HubParams,
  body: z.strictObject({ content: RecordContentSchema, reason: z.string().default('') }),
  answer: RecordSchema,
})

export const reviseRecord = operation({
  id: 'reviseRecord', method: 'post', path: '/records/{id}/revisions', tag, status: 201, once: true, unchanged: getRecord,
  summary: 'Adds a revision upon revision `upon`; refused if that is not the newest', params: IdParams,
  body: z.strictObject({ upon: z.int(), content: RecordContentSchema, reason: z.string().min(1) }),
  answer: RecordSchema,
})

export const withdrawRecord = operation({
  id: 'withdrawRecord', method: 'post', path: '/records/{id}/withdrawal', tag, status: 201, once: true, unchanged: getRecord,
  summary: 'Takes a record out of the hub; what it said stays at its address, and it can be brought back. Refused while others hang on it',
  params: IdParams, body: z.strictObject({ upon: z.int().positive(), reason: z.string().trim().min(1).max(2000) }),
  answer: z.object({ withdrawn: z.literal(true) }),
})

export const returnRecord = operation({
  id: 'returnRecord', method: 'post', path: '/records/{id}/return', tag, status: 201, once: true,
  summary: 'Brings a withdrawn record back, by a further revision that says what the newest said', params: IdParams,
  body: z.strictObject({ reason: z.string().trim().min(1).max(2000) }), answer: RecordSchema,
})

export const writeRecords = operation({
  id: 'writeRecords', method: 'post', path: '/hubs/{hub}/record-batches', tag, status: 201, once: true,
  summary: 'Adds several records and revisions, such as a process with the pieces it makes; all of them or none', params: HubParams,
  body: z.strictObject({ records: WrittenDraftsSchema, reason: z.string().max(2000).default('') }),
  answer: z.object({ records: z.array(MadeRecordSchema) }),
})

export const checkRecords = operation({
  id: 'checkRecords', method: 'post', path: '/hubs/{hub}/record-checks', tag,
  summary: 'What writeRecords or reviseRecord would refuse in these records, by field, what it would read out of their files and what it would calculate; nothing is written',
  params: HubParams,
  body: z.strictObject({ records: WrittenDraftsSchema }),
  answer: z.object({
    problems: z.array(RecordProblemSchema), read: z.array(ReadValueSchema),
    remarks: z.array(CalculationRemarkSchema.extend({ key: z.string() })),
  }),
})

export const restoreRevision = operation({
  id: 'restoreRevision', method: 'post', path: '/records/{id}/restorations', tag, status: 201, once: true, unchanged: getRecord,
  summary: 'Adds a revision upon revision `upon` that says what revision `n` said', params: IdParams,
  body: z.strictObject({ n: z.int().positive(), upon: z.int().positive(), reason: z.string().min(1).max(2000) }),
  answer: RecordSchema,
})
