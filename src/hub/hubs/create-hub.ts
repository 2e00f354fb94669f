import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import { isCompatible } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import { canonicalJson } from '#record/records/canonical-json.ts'
import { templateKey } from '#record/templates/template.ts'
import type { Template } from '#record/templates/template.ts'
import { newId } from '#platform/storage/new-id.ts'
import type { Transacted } from '../installation.ts'
import { lockHub } from '../lock-hub.ts'

/** Makes a hub with the shipped templates, led by `lead`; a hub of that slug that is there already is left as it is. */
export async function createHub(
  trx: Transacted, hub: { slug: string; title: Text; example: boolean }, lead: string, templates: Iterable<Template>,
): Promise<string> {
  const existing = await trx.selectFrom('hub').select('id').where('slug', '=', hub.slug).executeTakeFirst()
  const id = existing?.id ?? newId()
  if (!existing) {
    await trx
      .insertInto('hub')
      .values({ id, slug: hub.slug, title: JSON.stringify(hub.title), example: hub.example })
      .execute()
  }
  await trx
    .insertInto('membership')
    .values({ hub: id, account: lead, role: 'lead' })
    .onConflict((conflict) => conflict.columns(['hub', 'account']).doNothing())
    .execute()
  await addTemplates(trx, id, templates)
  return id
}

/**
 * Adds template versions that the hub does not have; refuses one that it has under another text, and a field that
 * elsewhere is of another kind.
 */
export async function addTemplates(trx: Transacted, hub: string, templates: Iterable<Template>): Promise<void> {
  await lockHub(trx, hub)
  const rows = await trx.selectFrom('template').select('document').where('hub', '=', hub).execute()
  const documents = rows.map(({ document }) => document)
  const known = new Map(documents.map((document) => [templateKey(document), canonicalJson(document)]))
  for (const template of templates) {
    const key = templateKey(template)
    const text = canonicalJson(template)
    const before = known.get(key)
    if (before === text) continue
    if (before !== undefined) throw changedTemplate(key)
    for (const other of documents) refuseOtherMeaning(template, other)
    documents.push(template)
    await trx
      .insertInto('template')
      .values({
        hub,
        name: template.template,
        version: template.version,
        kind: template.kind,
        stage: template.stage,
        document: text,
      })
      .execute()
  }
}

/** A name is searched over all templates at once, so one name of a number is one physical quantity throughout a hub. */
function refuseOtherMeaning(template: Template, other: Template): void {
  const units = new Map(
    other.fields.flatMap(({ name, type, unit }) => (type === 'quantity' ? [[name, unit ?? '1'] as const] : []))
  )
  for (const { name, type, unit = '1' } of template.fields) {
    const elsewhere = units.get(name)
    if (type !== 'quantity' || elsewhere === undefined || isCompatible(parseUnit(unit), parseUnit(elsewhere))) continue
    throw new Refusal(
      'template.other_meaning',
      {
        en: `${templateKey(template)} gives “${name}” in ${unit}, and ${templateKey(other)} in ${elsewhere}; `
        + 'name one of them otherwise.',
        ko: `${templateKey(template)}의 “${name}” 단위는 ${unit}이고 ${templateKey(other)}에서는 ${elsewhere}입니다. `
        + '둘 중 하나의 이름을 바꾸십시오.',
      },
      { field: name, unit, other: templateKey(other), elsewhere },
    )
  }
}

function changedTemplate(key: string): Refusal {
  return new Refusal(
    'template.changed',
    {
      en: `This hub has ${key} already, with another text; give the changed template the next version.`,
      ko: `이 허브에 내용이 다른 ${key}이(가) 이미 있습니다. 바뀐 템플릿에는 다음 버전 번호를 주십시오.`,
    },
    { template: key },
  )
}
