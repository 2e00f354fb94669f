import { listTemplates } from '#contract/operations/hub.ts'
import { getTemplate } from '#contract/operations/template.ts'
import { nearestWord } from '#science/nearest-words.ts'
import { Refusal } from '#science/refusal.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { terminalWidth } from '../output.ts'
import { labelled, textTable } from '../text-table.ts'
import type { showOptions } from './template.ts'

/** Shows the fields of a template, of its newest version unless one is named as `name@version`. */
export async function run({ argument, options, language }: Asked<typeof showOptions>): Promise<Outcome> {
  const client = await connect(language)
  const { templates } = await client.all(listTemplates, { params: { hub: options.hub } })
  const [name, version] = argument.split('@')
  // The hub lists newest versions first.
  const isAsked = (one: number) => version === undefined || String(one) === version
  const found = templates.find((one) => one.template === name && isAsked(one.version))
  if (!found) throw noTemplate(argument, templates.map(({ template }) => template))
  if (options.yaml) {
    const detail = await client.call(getTemplate, { params: { hub: options.hub, name: found.template }, query: { version: found.version } })
    return { json: detail, text: () => detail.yaml.trimEnd() }
  }
  return {
    json: found,
    text: () => {
      const words = {
        en: {
          kind: 'Kind', stage: 'Stage', keeps: 'Keeps', field: 'Field', label: 'Label', type: 'Type', role: 'Role',
          unit: 'Unit', terms: 'Terms',
        },
        ko: {
          kind: '종류', stage: '단계', keeps: '유지하는 물성군', field: '필드', label: '이름', type: '형식', role: '역할', unit: '단위',
          terms: '용어',
        },
      }[language]
      const rows = found.fields.map(({ name: field, label, type, role, obligation, unit, vocabulary, axes, columns, expression }) => [
        `${field}${obligation === 'required' ? ' *' : ''}`, label[language], type, role, unit ?? '',
        expression === undefined ? (vocabulary?.map(({ term }) => term) ?? (axes ?? columns)?.map((each) => (each.unit === undefined ? each.name : `${each.name} [${each.unit}]`)))?.join(', ') ?? '' : `= ${expression}`,
      ])
      return [
        `${found.template}@${found.version} · ${found.label[language]}`,
        ...(found.description ? [found.description[language].trim()] : []),
        labelled([
          [words.kind, found.kind], [words.stage, found.stage],
          ...(found.keeps ? [[words.keeps, found.keeps.join(', ')] as const] : []),
        ]),
        textTable([
          { title: words.field }, { title: words.label, shrinks: true }, { title: words.type },
          { title: words.role }, { title: words.unit },
          { title: words.terms, shrinks: true },
        ], rows, terminalWidth()),
      ].join('\n\n')
    },
  }
}

function noTemplate(asked: string, names: readonly string[]): Refusal {
  const nearest = nearestWord(asked.split('@')[0]!, names)
  return new Refusal('template.not_found', {
    en: `There is no template “${asked}”${nearest ? `; did you mean “${nearest}”?` : '; see: sojae template list'}`,
    ko: `템플릿 “${asked}”이(가) 없습니다. ${nearest ? `혹시 “${nearest}”입니까?` : '목록: sojae template list'}`,
  }, { template: asked })
}
