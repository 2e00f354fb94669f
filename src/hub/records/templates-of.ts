import { sql } from 'kysely'
import { Refusal } from '#science/refusal.ts'
import { templateKey } from '#record/templates/template.ts'
import type { Template } from '#record/templates/template.ts'
import type { Reader } from '../installation.ts'

/** Templates are added, never changed: as long as there are as many, and the last is the same, they are the same. */
const known = new Map<string, { readonly mark: string; readonly templates: ReadonlyMap<string, Template> }>()

/** Every template of a hub by `name@version`. */
export async function templatesOf(db: Reader, hub: string): Promise<ReadonlyMap<string, Template>> {
  const { mark } = await db
    .selectFrom('template')
    .select(sql<string>`count(*) || ' ' || coalesce(max(created_at)::text, '')`.as('mark'))
    .where('hub', '=', hub)
    .executeTakeFirstOrThrow()
  const kept = known.get(hub)
  if (kept?.mark === mark) return kept.templates
  const rows = await db
    .selectFrom('template')
    .select('document')
    .where('hub', '=', hub)
    .orderBy('name')
    .orderBy('version', 'desc')
    .execute()
  const templates = new Map(rows.map(({ document }) => [templateKey(document), document]))
  known.set(hub, { mark, templates })
  return templates
}

/** The template a record names, or `template.unknown_version` with the versions that there are. */
export function templateNamed(templates: ReadonlyMap<string, Template>, key: string): Template {
  const template = templates.get(key)
  if (template) return template
  const name = key.split('@')[0]
  const versions = [...templates.keys()].filter((known) => known.startsWith(`${name}@`))
  const choices = (versions.length > 0 ? versions : [...templates.keys()]).join(', ')
  throw new Refusal(
    'template.unknown_version',
    {
      en: `There is no template “${key}” in this hub; there are: ${choices}.`,
      ko: `이 허브에 템플릿 “${key}”이(가) 없습니다. 사용할 수 있는 것: ${choices}.`,
    },
    { template: key, known: versions },
  )
}
