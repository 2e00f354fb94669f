import type { Text } from '#science/refusal.ts'
import { canonicalJson } from '#record/records/canonical-json.ts'
import { templateKey } from '#record/templates/template.ts'
import type { Template } from '#record/templates/template.ts'
import { newId } from '#platform/storage/new-id.ts'
import type { Transacted } from '../installation.ts'

/** Makes a hub with the shipped templates, led by `lead`; a hub of that slug that is there already is left as it is. */
export async function createHub(
  trx: Transacted, hub: { slug: string; title: Text; example: boolean }, lead: string, templates: Iterable<Template>,
): Promise<string> {
  const existing = await trx.selectFrom('hub').select('id').where('slug', '=', hub.slug).executeTakeFirst()
  const id = existing?.id ?? newId()
  if (!existing) {
    await trx.insertInto('hub').values({ id, slug: hub.slug, title: JSON.stringify(hub.title), example: hub.example }).execute()
  }
  await trx
    .insertInto('membership')
    .values({ hub: id, account: lead, role: 'lead' })
    .onConflict((conflict) => conflict.columns(['hub', 'account']).doNothing())
    .execute()
  await addTemplates(trx, id, templates)
  return id
}

/** Adds template versions that the hub does not have; a version that it has under another text is a defect of the release. */
export async function addTemplates(trx: Transacted, hub: string, templates: Iterable<Template>): Promise<void> {
  const rows = await trx.selectFrom('template').select('document').where('hub', '=', hub).execute()
  const known = new Map(rows.map(({ document }) => [templateKey(document), canonicalJson(document)]))
  for (const template of templates) {
    const key = templateKey(template)
    const text = canonicalJson(template)
    const before = known.get(key)
    if (before === text) continue
    if (before !== undefined) throw new Error(`template ${key} was changed without a new version`)
    await trx
      .insertInto('template')
      .values({ hub, name: template.template, version: template.version, kind: template.kind, stage: template.stage, document: text })
      .execute()
  }
}
