import { compareCurves, getCurve } from '#contract/operations/curve.ts'
import * as compared from '#hub/values/compare-curves.ts'
import * as curves from '#hub/values/get-curve.ts'
import { implement } from '../implement.ts'
import type { App, Serving } from '../serving.ts'

export function curveRoutes(app: App, { at }: Serving): void {
  implement(app, getCurve, async ({ actor, params, query }) => curves.getCurve(at, actor, params.id, params.field, query))
  implement(app, compareCurves, async ({ actor, params, query }) => compared.compareCurves(at, actor, params.hub, query))
}
