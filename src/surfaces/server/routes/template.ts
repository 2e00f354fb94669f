import { getTemplate } from '#contract/operations/template.ts'
import * as templates from '#hub/templates/get-template.ts'
import { implement } from '../implement.ts'
import type { App, Serving } from '../serving.ts'

export function templateRoutes(app: App, { at }: Serving): void {
  implement(app, getTemplate, async ({ actor, params, query }) => (
    templates.getTemplate(at, actor, params.hub, params.name, query.version)
  ))
}
