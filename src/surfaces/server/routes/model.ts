import { createModel, getModel, listModels, predict } from '#contract/operations/model.ts'
import * as models from '#hub/models/models.ts'
import { predictCases } from '#hub/models/predict.ts'
import { implement } from '../implement.ts'
import type { App, Serving } from '../serving.ts'

export function modelRoutes(app: App, { at }: Serving): void {
  implement(app, listModels, async ({ actor, params, query }) => models.listModels(at, actor, params.hub, query))
  implement(app, createModel, async ({ actor, params, body }) => models.createModel(at, actor, params.hub, body))
  implement(app, getModel, async ({ actor, params }) => models.getModel(at, actor, params.id))
  implement(
    app,
    predict,
    async ({ actor, params, body }) => ({ predictions: await predictCases(at, actor, params.id, body.cases) }),
  )
}
