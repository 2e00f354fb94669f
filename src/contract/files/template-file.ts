import { Document, isMap, visit } from 'yaml'
import type { Template } from '#record/templates/template.ts'
import type { WrittenTemplate } from '#record/templates/written-template.ts'
import { TemplateSchema } from '../schemas/template.ts'
import { readYaml } from './read-yaml.ts'

/** A file that is read without the hub's other templates states all of its template. */
const WholeTemplateSchema = TemplateSchema.omit({ extends: true })

/** The template that a `*.template.yaml` states; refuses `file.*` with line, path and what is expected. */
export function parseTemplateFile(text: string, file: string): Template {
  return readYaml(text, file, WholeTemplateSchema)
}

/** Keys as people write them; a database keeps them in an order of its own. */
const ORDER = [
  'template', 'version', 'extends', 'name', 'term', 'standard', 'title', 'kind', 'stage', 'en', 'ko', 'label', 'description', 'type', 'role', 'obligation',
  'of', 'axis', 'at', 'between', 'unit', 'bounds', 'expression', 'several', 'ascending', 'group', 'iri', 'catch_all', 'event', 'keeps', 'hands_on',
  'methods', 'vocabulary', 'axes', 'summaries', 'columns', 'fields',
]
/** Longer sentences stand on a line per language. */
const LONGEST_IN_LINE = 90

/** The `*.template.yaml` of a template as its author may keep it; it reads back as the same. */
export function formatTemplateFile(template: WrittenTemplate): string {
  const document = new Document(template)
  visit(document, {
    Map(_, map) {
      const place = ({ key }: (typeof map.items)[number]) => ORDER.indexOf(String(key))
      // Terms and roles of the author's own stand where they stood.
      if (map.items.every((pair) => place(pair) >= 0)) map.items.sort((a, b) => place(a) - place(b))
      const keys = map.items.map(({ key }) => String(key))
      const isShort = String(JSON.stringify(map)).length <= LONGEST_IN_LINE
      if (keys[0] === 'term' || keys[0] === 'standard' || keys.includes('of') || (keys[0] === 'en' && isShort)) map.flow = true
    },
    Seq(_, seq) {
      if (!seq.items.some(isMap)) seq.flow = true
    },
  })
  return document.toString({ lineWidth: 120, flowCollectionPadding: false })
}
