import {
  createModel, explainDifference, getModel, getModelFile, getModelNews, listModelRows, listModels, modelDependence, predict,
} from '#contract/operations/model.ts'
import { differenceOf } from '#hub/models/difference.ts'
import { exportModel } from '#hub/models/export-model.ts'
import { dependenceOf, rowsOfModel } from '#hub/models/model-rows.ts'
import { modelNews } from '#hub/models/model-news.ts'
import * as models from '#hub/models/models.ts'
import { predictCases } from '#hub/models/predict.ts'
import { implement } from '../implement.ts'
import type { App, Serving } from '../serving.ts'

export function modelRoutes(app: App, { at }: Serving): void {
  implement(app, listModels, async ({ actor, params, query }) => models.listModels(at, actor, params.hub, query))
  implement(app, createModel, async ({ actor, params, body }) => models.createModel(at, actor, params.hub, body))
  implement(app, getModel, async ({ actor, params }) => models.getModel(at, actor, params.id))
  implement(app, getModelFile, async ({ actor, params }) => exportModel(at, actor, params.id) as Promise<any>)
  implement(
    app,
    predict,
    async ({ actor, params, body }) => ({ predictions: await predictCases(at, actor, params.id, body.cases) }),
  )
  implement(app, listModelRows, async ({ actor, params }) => rowsOfModel(at, actor, params.id))
  implement(app, modelDependence, async ({ actor, params, body }) => dependenceOf(at, actor, params.id, body.input))
  implement(app, explainDifference, async ({ actor, params, body }) => differenceOf(at, actor, params.id, body.one, body.other))
  implement(app, getModelNews, async ({ actor, params }) => modelNews(at, actor, params.id))
}
