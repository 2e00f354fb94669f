import type { z } from 'zod'
import { Refusal } from '#science/refusal.ts'
import { nearestWord } from '#science/nearest-words.ts'
import { readYamlFaults } from '#contract/files/read-yaml.ts'
import { readValue } from '#contract/files/schema-faults.ts'
import type { TemplateFaultSchema, TemplateSourceSchema } from '#contract/schemas/template-change.ts'
import { WrittenTemplateSchema } from '#contract/schemas/template.ts'
import { canonicalJson } from '#record/records/canonical-json.ts'
import { checkTemplate } from '#record/templates/check-template.ts'
import { resolveTemplate } from '#record/templates/resolve-template.ts'
import { templateKey } from '#record/templates/template.ts'
import type { Template } from '#record/templates/template.ts'
import { problemAt } from '#record/templates/template-problem.ts'
import type { TemplateProblem } from '#record/templates/template-problem.ts'
import type { WrittenTemplate } from '#record/templates/written-template.ts'

export type TemplateSource = z.infer<typeof TemplateSourceSchema>
export type TemplateFault = z.infer<typeof TemplateFaultSchema>

/** A template ready to be stored, or what is wrong with it. */
export type Prepared = {
  readonly faults: readonly TemplateFault[]
  readonly written: WrittenTemplate | null
  readonly template: Template | null
  readonly state: 'first' | 'next' | 'known' | null
  /** The newest version of its name that the hub has. */
  readonly before: Template | null
}

/** Reads a template, fills in its version and what it extends, and checks it against all that the hub has. */
export function prepareTemplate(source: TemplateSource, templates: ReadonlyMap<string, Template>): Prepared {
  const read = readSource(source)
  if ('faults' in read) return { faults: read.faults, written: null, template: null, state: null, before: null }
  const { written: given, lineOf } = read
  const versions = [...templates.values()].filter(({ template }) => template === given.template).sort((a, b) => b.version - a.version)
  const before = versions[0] ?? null
  const problems: TemplateProblem[] = []
  const base = given.extends === undefined ? null : baseOf(given, templates, problems)
  const known = knownVersion(given, base, versions)
  const version = known?.version ?? given.version ?? (before?.version ?? 0) + 1
  if (!known) problems.push(...checkVersion(given, before, templates))
  const written = { ...given, version }
  // Without its base, what the template lacks would be told in vain.
  const resolved = given.extends !== undefined && !base ? { template: null, problems: [] } : resolveTemplate(written, version, base)
  problems.push(...resolved.problems)
  const { template } = resolved
  if (template && !known) {
    if (before && canonicalJson({ ...template, version: before.version }) === canonicalJson(before)) problems.push(unchanged(before))
    if (before && before.kind !== template.kind) problems.push(kindChanged(before, template))
    const others = [...templates.values()].filter((other) => templateKey(other) !== templateKey(template))
    problems.push(...checkTemplate(template, others).map((problem) => ({ ...problem, path: writtenPath(problem.path, template, written) })))
  }
  const faults = problems.map(({ code, path, text }) => ({ code, line: lineOf(path), path: path.join('.'), text }))
  return { faults, written, template, state: known ? 'known' : before ? 'next' : 'first', before }
}

/** The place in what was written of a place in the whole template, whose fields of the base come first. */
function writtenPath(path: TemplateProblem['path'], template: Template, written: WrittenTemplate): TemplateProblem['path'] {
  const [part, index, ...rest] = path
  if (part !== 'fields' || typeof index !== 'number') return path
  const { name } = template.fields[index]!
  const nth = template.fields.slice(0, index).filter((field) => field.name === name).length
  const places = written.fields.flatMap((field, place) => (field.name === name ? [place] : []))
  return [part, places[nth] ?? places[0] ?? index, ...rest]
}

type LineOf = (path: readonly (string | number)[]) => number | null

function readSource(source: TemplateSource): { written: WrittenTemplate; lineOf: LineOf } | { faults: TemplateFault[] } {
  if (!('yaml' in source)) {
    const read = readValue(source.template, WrittenTemplateSchema)
    if ('data' in read) return { written: read.data as WrittenTemplate, lineOf: () => null }
    return { faults: read.faults.map(({ path, text }) => ({ code: 'file.invalid', line: null, path: path.join('.'), text })) }
  }
  try {
    const read = readYamlFaults(source.yaml, source.file, WrittenTemplateSchema)
    if ('data' in read) return { written: read.data as WrittenTemplate, lineOf: read.lineOf }
    return {
      faults: read.faults.map(({ path, text }) => ({ code: 'file.invalid', line: read.lineOf(path), path: path.join('.'), text })),
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { line } = error.details
    return { faults: [{ code: error.code, line: typeof line === 'number' ? line : null, path: '', text: error.text }] }
  }
}

function baseOf(
  written: WrittenTemplate, templates: ReadonlyMap<string, Template>, problems: TemplateProblem[],
): Template | null {
  const key = written.extends!
  const base = templates.get(key)
  if (base && base.template !== written.template) return base
  if (base) {
    problems.push(problemAt(['extends'], 'extends_itself', {
      en: `“${written.template}” cannot extend a version of itself; a next version states its fields anew.`,
      ko: `“${written.template}”은(는) 자기 자신의 버전을 확장할 수 없습니다. 다음 버전에는 필드를 다시 적으십시오.`,
    }, { extends: key }))
    return null
  }
  const nearest = nearestWord(key, templates.keys())
  problems.push(problemAt(['extends'], 'unknown_base', {
    en: `There is no template “${key}” in this hub to extend${nearest ? `; did you mean “${nearest}”?` : '; name one as alloy@1.'}`,
    ko: `확장할 템플릿 “${key}”이(가) 이 허브에 없습니다. ${nearest ? `혹시 “${nearest}”입니까?` : 'alloy@1처럼 쓰십시오.'}`,
  }, { extends: key, nearest }))
  return null
}

/** The version that says the same already; where none is named, only the newest counts. */
function knownVersion(given: WrittenTemplate, base: Template | null, versions: readonly Template[]): Template | null {
  const found = given.version === undefined ? versions[0] : versions.find(({ version }) => version === given.version)
  if (!found) return null
  const { template } = resolveTemplate(given, found.version, base)
  return template && canonicalJson(template) === canonicalJson(found) ? found : null
}

function checkVersion(given: WrittenTemplate, before: Template | null, templates: ReadonlyMap<string, Template>): TemplateProblem[] {
  const next = (before?.version ?? 0) + 1
  if (given.version === undefined || given.version === next) return []
  const key = `${given.template}@${given.version}`
  const text = templates.has(key) ? {
    en: `This hub has ${key} already, with another text; give the changed template version ${next}, or leave the version out.`,
    ko: `이 허브에 내용이 다른 ${key}이(가) 이미 있습니다. 바뀐 템플릿에는 버전 ${next}을(를) 주거나 버전을 빼십시오.`,
  } : {
    en: `The next version of “${given.template}” is ${next}, not ${given.version}; correct it, or leave it out.`,
    ko: `“${given.template}”의 다음 버전은 ${given.version}이(가) 아니라 ${next}입니다. 고치거나 빼십시오.`,
  }
  return [problemAt(['version'], templates.has(key) ? 'changed' : 'version', text, { version: given.version, next })]
}

function unchanged(before: Template): TemplateProblem {
  return problemAt(['version'], 'unchanged', {
    en: `This says the same as ${templateKey(before)}; change something before it becomes the next version.`,
    ko: `${templateKey(before)}과(와) 내용이 같습니다. 무엇이든 바꾼 뒤 다음 버전으로 저장하십시오.`,
  }, { before: templateKey(before) })
}

function kindChanged(before: Template, template: Template): TemplateProblem {
  return problemAt(['kind'], 'kind_changed', {
    en: `${templateKey(before)} is for a ${before.kind}, and a later version stays that; give a template for a ${template.kind} another name.`,
    ko: `${templateKey(before)}은(는) ${before.kind} 템플릿이며 이후 버전도 그렇습니다. ${template.kind} 템플릿에는 다른 이름을 주십시오.`,
  }, { before: before.kind, kind: template.kind })
}
