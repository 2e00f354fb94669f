import { acceptFinding, dismissFinding, getHubQuality, getRecordQuality, listFindings, startCheck } from '#contract/operations/quality.ts'
import * as findings from '#hub/quality/findings.ts'
import * as quality from '#hub/quality/hub-quality.ts'
import { implement } from '../implement.ts'
import type { App, Serving } from '../serving.ts'

export function qualityRoutes(app: App, { at }: Serving): void {
  implement(app, getHubQuality, async ({ actor, params }) => quality.getHubQuality(at, actor, params.hub))
  implement(app, startCheck, async ({ actor, params }) => quality.startCheck(at, actor, params.hub))
  implement(app, listFindings, async ({ actor, params, query }) => findings.listFindings(at, actor, params.hub, query))
  implement(app, getRecordQuality, async ({ actor, params }) => quality.getRecordQuality(at, actor, params.id))
  implement(app, dismissFinding, async ({ actor, params, body }) => findings.dismissFinding(at, actor, params.id, body.reason))
  implement(app, acceptFinding, async ({ actor, params, body }) => findings.acceptFinding(at, actor, params.id, body.reason))
}
