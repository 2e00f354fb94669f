import { Refusal } from '#science/refusal.ts'
import { canonicalJson } from '#record/records/canonical-json.ts'
import { hubFor } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { lockHub } from '../lock-hub.ts'
import { templatesOf } from '../records/templates-of.ts'
import { getTemplate } from './get-template.ts'
import { prepareTemplate } from './prepare-template.ts'
import type { TemplateFault, TemplateSource } from './prepare-template.ts'

/**
 * Stores a template as the first or next version of its name; one that the hub has already is answered as it is.
 *
 * Refuses `template.invalid` with the first fault, the number of the others, and all of them in its details.
 */
export async function saveTemplate(at: Installation, actor: Actor, slug: string, source: TemplateSource) {
  const { id: hub } = await hubFor(at.db, actor, slug, 'template')
  const saved = await at.db.transaction().execute(async (trx) => {
    // Two who add the next version at once: the second must see the first.
    await lockHub(trx, hub)
    const { faults, written, template, state } = prepareTemplate(source, await templatesOf(trx, hub))
    if (faults.length > 0 || !template || !written) throw invalid(faults)
    if (state === 'known') return template
    await trx
      .insertInto('template')
      .values({
        hub, name: template.template, version: template.version, kind: template.kind, stage: template.stage,
        document: canonicalJson(template), written: canonicalJson(written), author: actor.account, created_at: at.now(),
      })
      .execute()
    return template
  })
  return getTemplate(at, actor, slug, saved.template, saved.version)
}

function invalid(faults: readonly TemplateFault[]): Refusal {
  const first = faults[0]!
  const more = faults.length - 1
  const where = {
    en: `${first.line === null ? '' : `Line ${first.line}: `}${first.path === '' ? '' : `“${first.path}”: `}`,
    ko: `${first.line === null ? '' : `${first.line}행: `}${first.path === '' ? '' : `“${first.path}”: `}`,
  }
  return new Refusal(
    'template.invalid',
    {
      en: `${where.en}${first.text.en}${more > 0 ? ` (and ${more} more; a check lists them all)` : ''}`,
      ko: `${where.ko}${first.text.ko}${more > 0 ? ` (그 밖에 ${more}건. 검사하면 모두 보입니다)` : ''}`,
    },
    { faults },
  )
}
