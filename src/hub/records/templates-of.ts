import { Refusal } from '#science/refusal.ts'
import { templateKey } from '#record/templates/template.ts'
import type { Template } from '#record/templates/template.ts'
import type { Reader } from '../installation.ts'

/** Every template of a hub by `name@version`. */
export async function templatesOf(db: Reader, hub: string): Promise<ReadonlyMap<string, Template>> {
  const rows = await db
    .selectFrom('template')
    .select('document')
    .where('hub', '=', hub)
    .orderBy('name')
    .orderBy('version', 'desc')
    .execute()
  return new Map(rows.map(({ document }) => [templateKey(document), document]))
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
