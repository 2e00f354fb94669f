import { z } from 'zod'
import { operation } from '../operation.ts'
import { NextSchema, PageQuery } from '../page.ts'
import { FindingStateSchema, HubQualitySchema, RecordFindingSchema, RecordQualitySchema } from '../schemas/quality.ts'
import { RecordIdSchema, RecordSchema } from '../schemas/record.ts'
import { HubParams } from './hub.ts'

const tag = 'quality'
const FindingParams = z.object({ id: z.uuid() })
const reason = z.string().trim().min(1).max(2000)

export const getHubQuality = operation({
  id: 'getHubQuality', method: 'get', path: '/hubs/{hub}/quality', tag,
  summary: 'What the checks of a hub have found, by check, and the grades of its records by template', params: HubParams, answer: HubQualitySchema,
})

export const startCheck = operation({
  id: 'startCheck', method: 'post', path: '/hubs/{hub}/checks', tag, status: 202,
  summary: 'Checks what has changed since the last run; one that waits or runs already is answered instead', params: HubParams,
  body: z.strictObject({}), answer: z.object({ job: z.uuid() }),
})

export const listFindings = operation({
  id: 'listFindings', method: 'get', path: '/hubs/{hub}/findings', tag,
  summary: 'Findings of the checks about the newest revisions, oldest first', params: HubParams,
  query: PageQuery.extend({
    /** The code of a check. */
    check: z.string().optional(),
    template: z.string().optional(),
    state: FindingStateSchema.default('open'),
  }),
  answer: z.object({ total: z.int(), findings: z.array(RecordFindingSchema), next: NextSchema }),
})

export const getRecordQuality = operation({
  id: 'getRecordQuality', method: 'get', path: '/records/{id}/quality', tag,
  summary: 'The grade of a record with its reasons, and what the checks have found in it', params: z.object({ id: RecordIdSchema }),
  answer: RecordQualitySchema,
})

export const dismissFinding = operation({
  id: 'dismissFinding', method: 'post', path: '/findings/{id}/dismissal', tag,
  summary: 'Says that a finding is of no account, and why; it does not come back while record and check stay the same', params: FindingParams,
  body: z.strictObject({ reason }), answer: RecordFindingSchema,
})

export const acceptFinding = operation({
  id: 'acceptFinding', method: 'post', path: '/findings/{id}/acceptance', tag, status: 201,
  summary: 'Writes what a finding proposes as a revision of its record; refused where it proposes nothing or the record was revised since',
  params: FindingParams, body: z.strictObject({ reason }), answer: RecordSchema,
})
