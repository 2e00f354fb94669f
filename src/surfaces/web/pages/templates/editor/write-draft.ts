import type { Field } from '../field-words.ts'
import type { Draft, DraftField, DraftTerm } from './draft.ts'

/** A document for the hub; what the inputs cannot mean, such as half a number, is passed on as text and told there. */
type Document = Record<string, unknown>

/** The template that the inputs state; of fields that the base has, only what differs from them. */
export function writeDraft(draft: Draft, base: readonly Field[]): Document {
  const isProcess = draft.kind === 'process' || draft.extends !== ''
  const hands_on = Object.fromEntries(draft.hands_on.filter(({ role }) => role.trim() !== '').map(({ role, groups }) => [role.trim(), names(groups)]))
  return stated({
    template: draft.template.trim(),
    version: draft.version ?? undefined,
    extends: draft.extends,
    kind: draft.extends === '' ? draft.kind : '',
    stage: draft.extends === '' ? draft.stage : '',
    label: { en: draft.en.trim(), ko: draft.ko.trim() },
    description: both(draft.description_en, draft.description_ko),
    iri: draft.iri.trim(),
    event: isProcess && draft.extends === '' ? draft.event : '',
    keeps: isProcess && draft.keeps.trim() !== '' ? names(draft.keeps) : undefined,
    hands_on: isProcess && Object.keys(hands_on).length > 0 ? hands_on : undefined,
    fields: draft.fields.map((field) => writeField(field, base.find(({ name }) => name === field.name.trim()))),
  })
}

function writeField(field: DraftField, base: Field | undefined): Document {
  const isNumber = field.type === 'quantity'
  const isTerms = field.type === 'terms'
  const written = stated({
    name: field.name.trim(),
    label: { en: field.en.trim(), ko: field.ko.trim() },
    description: both(field.description_en, field.description_ko),
    type: field.type,
    role: field.role,
    obligation: field.obligation,
    unit: isNumber ? field.unit.trim() : '',
    bounds: isNumber && (field.low.trim() !== '' || field.high.trim() !== '') ? [end(field.low), end(field.high)] : undefined,
    vocabulary: isTerms && field.terms.length > 0 ? field.terms.map(writeTerm) : undefined,
    several: isTerms && field.several ? true : undefined,
    group: field.group.trim(),
    method: field.method.trim(),
    iri: field.iri.trim(),
  })
  if (!base) return written
  const same = (key: string) => JSON.stringify(sorted(written[key])) === JSON.stringify(sorted((base as unknown as Document)[key]))
  return Object.fromEntries(Object.entries(written).filter(([key]) => key === 'name' || !same(key)))
}

function writeTerm({ term, en, ko, iri, catch_all }: DraftTerm): Document {
  return stated({ term: term.trim(), label: { en: en.trim(), ko: ko.trim() }, iri: iri.trim(), catch_all: catch_all || undefined })
}

/** What is not stated is left out. */
function stated(document: Document): Document {
  return Object.fromEntries(Object.entries(document).filter(([, value]) => value !== '' && value !== undefined))
}

function both(en: string, ko: string): Document | undefined {
  return en.trim() === '' && ko.trim() === '' ? undefined : { en: en.trim(), ko: ko.trim() }
}

function names(text: string): string[] {
  return text.split(',').map((name) => name.trim()).filter(Boolean)
}

/** An end of bounds; text that is no number stays text, so that it is told rather than dropped. */
function end(text: string): number | string | null {
  const plain = text.trim().replace('−', '-')
  if (plain === '') return null
  return Number.isFinite(Number(plain)) ? Number(plain) : plain
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => [key, sorted(member)]))
}
