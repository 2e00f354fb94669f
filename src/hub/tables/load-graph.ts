import { templateKey } from '#record/templates/template.ts'
import { lineageGraph } from '#record/lineage/graph.ts'
import type { LineageGraph } from '#record/lineage/graph.ts'
import type { Template } from '#record/templates/template.ts'
import type { Reader } from '../installation.ts'
import { templatesOf } from '../records/templates-of.ts'

/**
 * A hub's whole lineage, oldest records first.
 *
 * It is read into memory: some 2 KB a record, so right for hubs of up to about 200,000 records.
 */
export async function loadGraph(
  db: Reader, hub: string,
): Promise<{ graph: LineageGraph; templates: readonly Template[] }> {
  const templates = await templatesOf(db, hub)
  const rows = await db
    .selectFrom('record')
    .select(['id', 'content', 'template', 'template_version'])
    .where('hub', '=', hub)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const graph = lineageGraph(
    rows.map(({ id, content, template, template_version }) => ({
      id, content, template: templates.get(templateKey({ template, version: template_version }))!,
    })),
  )
  return { graph, templates: [...templates.values()] }
}
