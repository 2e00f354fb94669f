import type { BuiltTable } from '#record/tables/build-table.ts'
import type { TableDefinition } from '#record/tables/table.ts'
import type { Template } from '#record/templates/template.ts'
import { noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { templatesOf } from '../records/templates-of.ts'
import { thawTable } from '../tables/frozen-tables.ts'
import { buildTableById, getTable } from '../tables/tables.ts'
import type { ModelCard, ModelRequest } from './models.ts'

export type TableOfModel = {
  readonly hub: string
  readonly definition: TableDefinition
  readonly built: BuiltTable
  readonly templates: readonly Template[]
  /** What the card says of a frozen table, which anyone can check against the file. */
  readonly frozen: ModelCard['frozen'] | null
}

/** The rows that a model is to learn from: those of a frozen table where the request names one, else as they stand now. */
export async function tableOfModel(
  at: Installation, actor: Actor, request: Pick<ModelRequest, 'table' | 'frozen'>,
): Promise<TableOfModel> {
  if (request.frozen === undefined) {
    const { hub, table, built, templates } = await buildTableById(at, actor, request.table)
    return { hub, definition: table.definition, built, templates, frozen: null }
  }
  const { hub, frozen, built } = await thawTable(at, actor, request.frozen)
  if (frozen.table !== request.table) throw noSuch('table', request.frozen)
  const [{ definition }, templates] = await Promise.all([getTable(at, actor, request.table), templatesOf(at.db, hub)])
  const { n, parquet } = frozen
  return { hub, definition, built, templates: [...templates.values()], frozen: { n, sha256: parquet!.sha256 } }
}
