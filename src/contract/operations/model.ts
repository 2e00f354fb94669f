import { z } from 'zod'
import { operation } from '../operation.ts'
import { ModelFileSchema } from '../files/model-file.ts'
import { NextSchema, PageQuery } from '../page.ts'
import {
  ModelRequestSchema, ModelSchema, ModelSummarySchema, PredictionInputSchema, PredictionSchema,
} from '../schemas/model.ts'
import {
  ComparedSchema, DependenceSchema, DifferenceSchema, ModelNewsSchema, ModelRowsSchema,
} from '../schemas/model-reading.ts'
import { HubParams } from './hub.ts'

const tag = 'model'
const IdParams = z.object({ id: z.uuid() })

export const listModels = operation({
  id: 'listModels', method: 'get', path: '/hubs/{hub}/models', tag,
  summary: 'Models of this hub, newest first', params: HubParams,
  query: PageQuery.extend({
    records: z.string().regex(/^[0-9a-f-]{36}(,[0-9a-f-]{36}){0,9}$/i).optional()
      .describe('Only models that were judged on all of these records (ids, separated by commas; ten at most)'),
  }),
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

export const getModelFile = operation({
  id: 'getModelFile', method: 'get', path: '/models/{id}/file', tag,
  summary: 'A ready model as a file that predicts without this hub, with the rows that it learned from', params: IdParams,
  answer: ModelFileSchema,
})

export const predict = operation({
  id: 'predict', method: 'post', path: '/models/{id}/predictions', tag,
  summary: 'Predicts cases: mean, intervals, range of validity and the nearest known records', params: IdParams,
  body: z.strictObject({ cases: z.array(PredictionInputSchema).min(1).max(1000) }),
  answer: z.object({ predictions: z.array(PredictionSchema) }),
})

export const listModelRows = operation({
  id: 'listModelRows', method: 'get', path: '/models/{id}/rows', tag,
  summary: 'The rows a model was judged on, with its inputs and what it said without having seen them', params: IdParams,
  answer: ModelRowsSchema,
})

export const modelDependence = operation({
  id: 'modelDependence', method: 'post', path: '/models/{id}/dependence', tag,
  summary: 'Partial dependence: what the model says when one input is changed and all others stay as they are', params: IdParams,
  body: z.strictObject({ input: z.string() }), answer: DependenceSchema,
})

export const explainDifference = operation({
  id: 'explainDifference', method: 'post', path: '/models/{id}/differences', tag,
  summary: 'Why one prediction is another than that: the difference split over inputs, templates and stages', params: IdParams,
  body: z.strictObject({ one: ComparedSchema, other: ComparedSchema }), answer: DifferenceSchema,
})

export const getModelNews = operation({
  id: 'getModelNews', method: 'get', path: '/models/{id}/news', tag,
  summary: 'How a model fares with rows that have come since it learned', params: IdParams, answer: ModelNewsSchema,
})
