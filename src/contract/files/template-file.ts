import type { Template } from '#record/templates/template.ts'
import { TemplateSchema } from '../schemas/template.ts'
import { readYaml } from './read-yaml.ts'

/** The template that a `*.template.yaml` states; refuses `file.*` with line, path and what is expected. */
export function parseTemplateFile(text: string, file: string): Template {
  return readYaml(text, file, TemplateSchema)
}
