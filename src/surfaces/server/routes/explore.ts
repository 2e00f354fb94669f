import { compareRecords, getPlot } from '#contract/operations/explore.ts'
import * as compare from '#hub/explore/compare-records.ts'
import * as plot from '#hub/explore/get-plot.ts'
import { implement } from '../implement.ts'
import type { App, Serving } from '../serving.ts'

export function exploreRoutes(app: App, { at }: Serving): void {
  implement(app, getPlot, async ({ actor, params, query }) => plot.getPlot(at, actor, params.hub, query))
  implement(app, compareRecords, async ({ actor, params, query }) => (
    compare.compareRecords(at, actor, params.hub, query.records.split(','))
  ))
}
