import type { z } from 'zod'
import type { TemplateCheckSchema } from '#contract/schemas/template-change.ts'
import { checkRenamed } from '#record/templates/check-renamed.ts'
import { NOTHING_RENAMED } from '#record/templates/migrate-content.ts'
import type { Renamed } from '#record/templates/migrate-content.ts'
import { hubFor } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { templatesOf } from '../records/templates-of.ts'
import { checkRecords } from './check-records.ts'
import { prepareTemplate } from './prepare-template.ts'
import type { TemplateSource } from './prepare-template.ts'

/** An editor asks again at every pause of the writer. */
const MOST_LOOKED_AT = 5_000

type Check = z.infer<typeof TemplateCheckSchema>

/** All that is wrong with a template, and a dry run of moving the records of the version before; stores nothing. */
export async function checkTemplateIn(
  at: Installation, actor: Actor, slug: string, source: TemplateSource, renamed: Renamed = NOTHING_RENAMED,
): Promise<Check> {
  const hub = await hubFor(at.db, actor, slug, 'template')
  const { faults, template, state, before } = prepareTemplate(source, await templatesOf(at.db, hub.id))
  if (!template || !before || state !== 'next') return { faults: [...faults], template, state, dry_run: null } as Check
  const wrongly = checkRenamed(renamed, before, template)
  const all = [...faults, ...wrongly.map(({ code, path, text }) => ({ code, line: null, path: path.join('.'), text }))]
  // A template that cannot be saved has nothing to be tried on.
  const dry_run = all.length > 0 ? null : await checkRecords(at.db, { hub: hub.id, from: before, to: template, renamed }, MOST_LOOKED_AT)
  return { faults: all, template, state, dry_run } as Check
}
