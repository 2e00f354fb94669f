import type { Text } from '#science/refusal.ts'
import { Refusal } from '#science/refusal.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import { readHeader } from '#science/quantities/read-header.ts'
import type { WrittenField } from '../written-template.ts'
import { freeName, inItsLanguage, nameFrom } from './first-draft.ts'
import type { DraftedField, FirstDraft, Guess } from './first-draft.ts'

type Schema = Readonly<Record<string, unknown>>

/** Keywords that are read, or that say nothing of what may be recorded. */
const READ = new Set([
  '$schema', '$id', '$comment', '$defs', 'definitions', 'type', 'title', 'description', 'enum', 'items', 'properties', 'required', 'minimum',
  'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'unit', 'units', 'x-unit', 'examples', 'uniqueItems', 'additionalProperties', '$ref',
])

/**
 * A template to begin with, from a JSON Schema of an object: a field per property, with what is carried over.
 *
 * What a template cannot say is listed in `left_out`: nested objects, patterns, formats, defaults, choices of schemas.
 * Refuses `draft.no_properties`.
 */
export function draftFromJsonSchema(root: unknown, file: string): FirstDraft {
  const schema = isSchema(root) ? resolve(root, root) : {}
  const properties = isSchema(schema['properties']) ? schema['properties'] : null
  if (!properties || Object.keys(properties).length === 0) throw noProperties(file)
  const left_out: Text[] = []
  const taken = new Set<string>()
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  const fields = Object.entries(properties).flatMap(([key, property]): DraftedField[] => {
    const drafted = isSchema(property) ? draftProperty(key, resolve(property, root as Schema), left_out) : null
    if (!drafted) return []
    const name = freeName(drafted.field.name || 'property', taken)
    taken.add(name)
    return [{ ...drafted, field: { ...drafted.field, name, obligation: required.includes(key) ? 'required' : 'optional' } }]
  })
  for (const keyword of Object.keys(schema)) if (!READ.has(keyword)) left_out.push(notCarried('(schema)', keyword))
  const title = typeof schema['title'] === 'string' ? schema['title'] : file.replace(/\.[^.]*$/, '')
  const description = typeof schema['description'] === 'string' ? { description: inItsLanguage(schema['description']) } : {}
  return { label: inItsLanguage(title), ...description, fields, left_out }
}

function draftProperty(key: string, schema: Schema, left_out: Text[]): DraftedField | null {
  const shape = shapeOf(schema)
  if (!shape) {
    left_out.push({
      en: `“${key}” is left out: a field holds a number, text, terms or yes/no, not ${kindOf(schema)}.`,
      ko: `“${key}”은(는) 뺐습니다. 필드에는 수, 글, 용어, 예/아니요만 담을 수 있고 ${kindOf(schema)}은(는) 담을 수 없습니다.`,
    })
    return null
  }
  for (const keyword of Object.keys(schema)) if (!READ.has(keyword)) left_out.push(notCarried(key, keyword))
  const title = typeof schema['title'] === 'string' ? schema['title'] : null
  const header = readHeader(title ?? key)
  const label = title === null ? key.replace(/[_-]+/g, ' ') : shape.type === 'quantity' ? header.label : title
  const guesses: Guess[] = [{ of: 'role', from: { en: 'a JSON Schema does not say', ko: 'JSON Schema에는 역할이 없음' } }]
  if (nameFrom(key) !== key) guesses.push({ of: 'name', from: { en: `the key “${key}”`, ko: `키 “${key}”` } })
  if (title === null) guesses.push({ of: 'label', from: { en: `the key “${key}”`, ko: `키 “${key}”` } })
  const field: WrittenField = {
    name: nameFrom(key), label: inItsLanguage(label), type: shape.type, role: 'result',
    ...(typeof schema['description'] === 'string' ? { description: inItsLanguage(schema['description']) } : {}),
    ...(shape.type === 'quantity' ? numberOf(key, schema, header.unit, guesses, left_out) : {}),
    ...(shape.type === 'terms' ? { vocabulary: shape.terms.map((term) => ({ term, label: inItsLanguage(term) })) } : {}),
    ...(shape.several ? { several: true } : {}),
  }
  return { field, guesses }
}

type Shape = { readonly type: 'quantity' | 'text' | 'boolean' | 'terms'; readonly terms: readonly string[]; readonly several: boolean }

function shapeOf(schema: Schema): Shape | null {
  const types = [schema['type']].flat().filter((type) => type !== 'null')
  const choices = schema['enum']
  if (Array.isArray(choices)) {
    const terms = choices.filter((choice) => choice !== null)
    return terms.length > 0 && terms.every((term) => typeof term === 'string') ? { type: 'terms', terms, several: false } : null
  }
  if (types.length !== 1) return null
  switch (types[0]) {
    case 'number': case 'integer': return { type: 'quantity', terms: [], several: false }
    case 'string': return { type: 'text', terms: [], several: false }
    case 'boolean': return { type: 'boolean', terms: [], several: false }
    case 'array': {
      const inside = isSchema(schema['items']) ? shapeOf(schema['items']) : null
      return inside?.type === 'terms' ? { ...inside, several: true } : null
    }
    default: return null
  }
}

function numberOf(key: string, schema: Schema, inTitle: string | null, guesses: Guess[], left_out: Text[]): Pick<WrittenField, 'unit' | 'bounds'> {
  const stated = ['unit', 'units', 'x-unit'].map((keyword) => schema[keyword]).find((unit) => typeof unit === 'string') as string | undefined
  const isRead = stated !== undefined && isUnit(stated)
  if (stated !== undefined && !isRead) {
    left_out.push({ en: `The unit “${stated}” of “${key}” is not known.`, ko: `“${key}”의 단위 “${stated}”을(를) 알 수 없습니다.` })
  }
  const unit = isRead ? stated : (inTitle ?? '1')
  guesses.push({
    of: 'unit', from: isRead ? { en: `the keyword “unit”: ${stated}`, ko: `“unit” 항목: ${stated}` }
      : inTitle !== null ? { en: 'the title', ko: '제목' } : { en: 'no unit is stated: a number without one', ko: '단위가 없어 단위 없는 수로 봄' },
  })
  const end = (inclusive: string, exclusive: string): number | null => {
    const [open, closed] = [schema[exclusive], schema[inclusive]]
    if (typeof open === 'number') {
      left_out.push({
        en: `“${key}” excludes ${open} itself; bounds include their ends.`, ko: `“${key}”은(는) ${open} 자체를 제외하지만 허용 범위는 끝값을 포함합니다.`,
      })
      return open
    }
    return typeof closed === 'number' ? closed : null
  }
  const [low, high] = [end('minimum', 'exclusiveMinimum'), end('maximum', 'exclusiveMaximum')]
  return { unit, ...(low === null && high === null ? {} : { bounds: [low, high] }) }
}

/** A reference inside the document is followed once; what it leads to stands in its place, with what stands beside it. */
function resolve(schema: Schema, root: Schema): Schema {
  const reference = schema['$ref']
  if (typeof reference !== 'string' || !reference.startsWith('#/')) return schema
  let at: unknown = root
  for (const step of reference.slice(2).split('/')) {
    const key = step.replace(/~1/g, '/').replace(/~0/g, '~')
    at = isSchema(at) && Object.hasOwn(at, key) ? at[key] : undefined
  }
  if (!isSchema(at)) return schema
  const { $ref: _, ...beside } = schema
  return { ...at, ...beside }
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isUnit(text: string): boolean {
  try {
    parseUnit(text)
    return true
  } catch {
    return false
  }
}

function kindOf(schema: Schema): string {
  const said = ['oneOf', 'anyOf', 'allOf', '$ref', 'const', 'enum'].find((keyword) => schema[keyword] !== undefined)
  return said ?? String([schema['type'] ?? '?'].flat().join(' | '))
}

function notCarried(key: string, keyword: string): Text {
  return { en: `“${keyword}” of “${key}” is not carried over.`, ko: `“${key}”의 “${keyword}”은(는) 옮기지 못했습니다.` }
}

function noProperties(file: string): Refusal {
  return new Refusal('draft.no_properties', {
    en: `${file} is no JSON Schema of an object with properties; there is nothing to make fields of.`,
    ko: `${file}은(는) properties가 있는 객체의 JSON Schema가 아니어서 필드를 만들 수 없습니다.`,
  }, { file })
}
