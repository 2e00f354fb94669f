import { acceptFinding, dismissFinding, getHealth, getRecordQuality, listFindings, startCheck } from '#contract/operations/quality.ts'
import * as findings from '#hub/quality/findings.ts'
import * as health from '#hub/quality/health.ts'
import { implement } from '../implement.ts'
import type { App, Serving } from '../serving.ts'

export function qualityRoutes(app: App, { at }: Serving): void {
  implement(app, getHealth, async ({ actor, params }) => health.getHealth(at, actor, params.hub))
  implement(app, startCheck, async ({ actor, params }) => health.startCheck(at, actor, params.hub))
  implement(app, listFindings, async ({ actor, params, query }) => findings.listFindings(at, actor, params.hub, query))
  implement(app, getRecordQuality, async ({ actor, params }) => health.getRecordQuality(at, actor, params.id))
  implement(app, dismissFinding, async ({ actor, params, body }) => findings.dismissFinding(at, actor, params.id, body.reason))
  implement(app, acceptFinding, async ({ actor, params, body }) => findings.acceptFinding(at, actor, params.id, body.reason))
}
