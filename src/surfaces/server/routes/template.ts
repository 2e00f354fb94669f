import {
  checkMigration, checkTemplate, draftTemplate, getMigration, getTemplate, listMigrations, migrateRecords, readUnit, saveTemplate,
  undoMigration,
} from '#contract/operations/template.ts'
import { checkTemplateIn } from '#hub/templates/check-template.ts'
import { draftTemplateIn } from '#hub/templates/draft-template.ts'
import * as templates from '#hub/templates/get-template.ts'
import * as migrations from '#hub/templates/migrations.ts'
import * as saving from '#hub/templates/save-template.ts'
import { explainUnit } from '#science/quantities/explain-unit.ts'
import { implement } from '../implement.ts'
import type { App, Serving } from '../serving.ts'

export function templateRoutes(app: App, { at }: Serving): void {
  implement(app, getTemplate, async ({ actor, params, query }) => (
    templates.getTemplate(at, actor, params.hub, params.name, query.version)
  ))
  implement(app, checkTemplate, async ({ actor, params, body }) => (
    checkTemplateIn(at, actor, params.hub, body.source, body.renamed)
  ))
  implement(app, draftTemplate, async ({ actor, params, body }) => draftTemplateIn(at, actor, params.hub, body))
  implement(app, saveTemplate, async ({ actor, params, body }) => saving.saveTemplate(at, actor, params.hub, body.source))
  implement(app, checkMigration, async ({ actor, params, body }) => (
    migrations.checkMigration(at, actor, params.hub, params.name, body)
  ))
  implement(app, migrateRecords, async ({ actor, params, body }) => (
    migrations.startMigration(at, actor, params.hub, params.name, body)
  ))
  implement(app, listMigrations, async ({ actor, params, query }) => (
    migrations.listMigrations(at, actor, params.hub, params.name, query)
  ))
  implement(app, getMigration, async ({ actor, params }) => migrations.getMigration(at, actor, params.id))
  implement(app, undoMigration, async ({ actor, params }) => migrations.undoMigration(at, actor, params.id))
  implement(app, readUnit, async ({ query }) => explainUnit(query.text))
}
