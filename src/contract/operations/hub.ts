import { z } from 'zod'
import { operation } from '../operation.ts'
import { NextSchema, PageQuery } from '../page.ts'
import { RecordKindSchema, StageSchema } from '../schemas/record.ts'
import { TemplateSchema } from '../schemas/template.ts'
import { TextSchema } from '../schemas/text.ts'
import { JobSchema } from '../schemas/job.ts'

const tag = 'hub'
export const HubParams = z.object({ hub: z.string() })

/** What the overview draws: the five stages with what each holds. */
export const OverviewSchema = z
  .object({
    slug: z.string(),
    title: TextSchema,
    example: z.boolean(),
    records: z.int(),
    stages: z.array(
      z.object({
        stage: StageSchema,
        label: TextSchema,
        records: z.int(),
        templates: z.array(
          z.object({ template: z.string(), label: TextSchema, kind: RecordKindSchema, records: z.int() }),
        ),
      }),
    ),
    /** How many lineage links run from one stage to another. */
    links: z.array(z.object({ from: StageSchema, to: StageSchema, links: z.int() })),
    sources: z.int(),
    origins: z.record(z.string(), z.int()),
    models: z.int(),
    campaigns: z.int(),
    /** Jobs that run or wait now. */
    jobs: z.array(JobSchema),
  })
  .meta({ id: 'Overview' })

export const getOverview = operation({
  id: 'getOverview', method: 'get', path: '/hubs/{hub}', tag,
  summary: 'The five stages with what each holds', params: HubParams, answer: OverviewSchema,
})

export const listTemplates = operation({
  id: 'listTemplates', method: 'get', path: '/hubs/{hub}/templates', tag,
  summary: 'Templates that records of this hub may follow, by name, newest versions first', params: HubParams, query: PageQuery,
  answer: z.object({ templates: z.array(TemplateSchema.extend({ records: z.int() })), next: NextSchema }),
})

export const getJob = operation({
  id: 'getJob', method: 'get', path: '/jobs/{id}', tag: 'job',
  summary: 'How far a piece of long work is', params: z.object({ id: z.uuid() }), answer: JobSchema,
})

export const cancelJob = operation({
  id: 'cancelJob', method: 'delete', path: '/jobs/{id}', tag: 'job',
  summary: 'Stops a piece of long work; what it had not finished leaves no trace. A change to many records: who started it, a curator or a lead', params: z.object({ id: z.uuid() }),
  answer: JobSchema,
})
