import { z } from 'zod'
import { operation } from '../operation.ts'
import { NextSchema, PageQuery } from '../page.ts'
import {
  ModelRequestSchema, ModelSchema, ModelSummarySchema, PredictionInputSchema, PredictionSchema,
} from '../schemas/model.ts'
import { HubParams } from './hub.ts'

const tag = 'model'
const IdParams = z.object({ id: z.uuid() })

export const listModels = operation({
  id: 'listModels', method: 'get', path: '/hubs/{hub}/models', tag,
  summary: 'Models of this hub, newest first', params: HubParams, query: PageQuery,
  answer: z.object({ models: z.array(ModelSummarySchema), next: NextSchema }),
})

export const createModel = operation({
  id: 'createModel', method: 'post', path: '/hubs/{hub}/models', tag, status: 202, once: true,
  summary: 'Starts training a model on a table', params: HubParams,
  body: ModelRequestSchema.extend({
    groups: z.array(z.string()).optional().describe(
      'Rows that share a value in any of these columns never stand on both sides of a fold; left out: all columns of '
      + 'compositions and of sources.',
    ),
  }),
  answer: ModelSchema,
})

export const getModel = operation({
  id: 'getModel', method: 'get', path: '/models/{id}', tag,
  summary: 'A model with its card', params: IdParams, answer: ModelSchema,
})

export const predict = operation({
  id: 'predict', method: 'post', path: '/models/{id}/predictions', tag,
  summary: 'Predicts cases: mean, intervals, range of validity and the nearest known records', params: IdParams,
  body: z.strictObject({ cases: z.array(PredictionInputSchema).min(1).max(1000) }),
  answer: z.object({ predictions: z.array(PredictionSchema) }),
})
