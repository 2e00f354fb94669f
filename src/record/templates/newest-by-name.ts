import type { Template } from './template.ts'

/** The newest version of each template by its name. */
export function newestByName(templates: Iterable<Template>): ReadonlyMap<string, Template> {
  const newest = new Map<string, Template>()
  for (const template of templates) {
    const known = newest.get(template.template)
    if (!known || known.version < template.version) newest.set(template.template, template)
  }
  return newest
}
