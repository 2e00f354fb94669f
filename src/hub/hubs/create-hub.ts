import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import { canonicalJson } from '#record/records/canonical-json.ts'
import { checkTemplate } from '#record/templates/check-template.ts'
import { templateKey } from '#record/templates/template.ts'
import type { Template } from '#record/templates/template.ts'
import { newId } from '#platform/storage/new-id.ts'
import type { Transacted } from '../installation.ts'
import { lockHub } from '../lock-hub.ts'

/**
 * Makes a hub with the shipped templates, led by `lead`; one of that slug that is there already gets those it lacks.
 *
 * A hub may have taken a name that a later release ships: it keeps its own, and `onLeftOut` hears what was not added.
 */
export async function createHub(
  trx: Transacted, hub: { slug: string; title: Text; example: boolean }, lead: string, templates: Iterable<Template>,
  onLeftOut: OnCollision = () => {},
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
  await addTemplates(trx, id, templates, onLeftOut)
  return id
}

type OnCollision = (collision: Refusal) => void

const refuse: OnCollision = (collision) => {
  throw collision
}

/**
 * Adds template versions that the hub does not have; refuses one that it has under another text, and whatever
 * `checkTemplate` finds, unless `onCollision` lets them be left out.
 */
export async function addTemplates(
  trx: Transacted, hub: string, templates: Iterable<Template>, onCollision: OnCollision = refuse,
): Promise<void> {
  await lockHub(trx, hub)
  const rows = await trx.selectFrom('template').select('document').where('hub', '=', hub).execute()
  const documents = rows.map(({ document }) => document)
  const known = new Map(documents.map((document) => [templateKey(document), canonicalJson(document)]))
  for (const template of templates) {
    const key = templateKey(template)
    const text = canonicalJson(template)
    const before = known.get(key)
    if (before === text) continue
    const collision = before !== undefined ? changedTemplate(key) : firstFault(template, documents)
    if (collision) {
      onCollision(collision)
      continue
    }
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

/** The first fault for which this hub cannot take the template. */
function firstFault(template: Template, others: readonly Template[]): Refusal | null {
  const fault = checkTemplate(template, others)[0]
  return fault ? new Refusal(fault.code, fault.text, { ...fault.details, template: templateKey(template) }) : null
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
