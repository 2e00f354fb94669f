import type { Field } from '../field-words.ts'
import type { AxisInputs, ColumnInputs, FieldInputs, MethodInputs, SummaryInputs, TemplateInputs, TermInputs } from './inputs.ts'

/** A document for the hub; what the inputs cannot mean, such as half a number, is passed on as text and told there. */
type Document = Record<string, unknown>

/** The template that the inputs state; of fields that the base has, only what differs from them. */
export function writeTemplate(inputs: TemplateInputs, base: readonly Field[]): Document {
  const isProcess = inputs.kind === 'process' || inputs.extends !== ''
  const hands_on = Object.fromEntries(inputs.hands_on.filter(({ role }) => role.trim() !== '').map(({ role, groups }) => [role.trim(), names(groups)]))
  return stated({
    template: inputs.template.trim(),
    version: inputs.version ?? undefined,
    extends: inputs.extends,
    kind: inputs.extends === '' ? inputs.kind : '',
    stage: inputs.extends === '' ? inputs.stage : '',
    label: { en: inputs.en.trim(), ko: inputs.ko.trim() },
    description: both(inputs.description_en, inputs.description_ko),
    iri: inputs.iri.trim(),
    event: isProcess && inputs.extends === '' ? inputs.event : '',
    keeps: isProcess && inputs.keeps.trim() !== '' ? names(inputs.keeps) : undefined,
    hands_on: isProcess && Object.keys(hands_on).length > 0 ? hands_on : undefined,
    fields: inputs.fields.map((field) => writeField(field, base.find(({ name }) => name === field.name.trim()))),
  })
}

function writeField(field: FieldInputs, base: Field | undefined): Document {
  const isNumber = field.type === 'quantity'
  const isTerms = field.type === 'terms'
  const isCurve = field.type === 'curve'
  const written = stated({
    name: field.name.trim(),
    label: { en: field.en.trim(), ko: field.ko.trim() },
    description: both(field.description_en, field.description_ko),
    type: field.type,
    role: field.role,
    obligation: field.obligation,
    unit: isNumber ? field.unit.trim() : '',
    bounds: isNumber && (field.low.trim() !== '' || field.high.trim() !== '') ? [end(field.low), end(field.high)] : undefined,
    expression: isNumber ? field.expression.trim() : '',
    vocabulary: isTerms && field.terms.length > 0 ? field.terms.map(writeTerm) : undefined,
    // What the base says is taken back in so many words; left out, it would stay.
    several: isTerms && (field.several || base?.several) ? field.several : undefined,
    axes: isCurve ? field.axes.map(writeAxis) : undefined,
    ascending: isCurve && (field.ascending || base?.ascending) ? field.ascending : undefined,
    summaries: isCurve && field.summaries.length > 0 ? field.summaries.map(writeSummary) : undefined,
    columns: field.type === 'table' ? field.columns.map(writeColumn) : undefined,
    group: field.group.trim(),
    methods: field.methods.length > 0 ? field.methods.map(writeMethod) : undefined,
    iri: field.iri.trim(),
  })
  if (!base) return written
  const same = (key: string) => JSON.stringify(sorted(written[key])) === JSON.stringify(sorted((base as unknown as Document)[key]))
  return Object.fromEntries(Object.entries(written).filter(([key]) => key === 'name' || !same(key)))
}

function writeTerm({ term, en, ko, iri, catch_all }: TermInputs): Document {
  return stated({ term: term.trim(), label: { en: en.trim(), ko: ko.trim() }, iri: iri.trim(), catch_all: catch_all || undefined })
}

function writeMethod({ standard, title }: MethodInputs): Document {
  return { standard: standard.trim(), ...stated({ title: title.trim() }) }
}

function writeAxis({ name, en, ko, unit, iri }: AxisInputs): Document {
  return { name: name.trim(), label: { en: en.trim(), ko: ko.trim() }, unit: unit.trim(), ...stated({ iri: iri.trim() }) }
}

function writeColumn({ name, en, ko, unit, iri }: ColumnInputs): Document {
  return { name: name.trim(), label: { en: en.trim(), ko: ko.trim() }, ...stated({ unit: unit.trim(), iri: iri.trim() }) }
}

/** What the way of summarising takes, and nothing that an earlier choice left in the inputs. */
function writeSummary({ name, of, axis, at, low, high }: SummaryInputs): Document {
  const isWindow = takes(of) === 'window' && (of === 'slope' || low.trim() !== '' || high.trim() !== '')
  return {
    name: name.trim(), of, axis: axis.trim(), ...(takes(of) === 'place' ? { at: end(at) } : {}), ...(isWindow ? { between: [end(low), end(high)] } : {}),
  }
}

/** What a summary wants to know: a place on an axis, a window of x, or nothing. */
export function takes(of: SummaryInputs['of']): 'place' | 'window' | null {
  if (of === 'value_at' || of === 'x_at') return 'place'
  return of === 'slope' || of === 'mean' || of === 'area' ? 'window' : null
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
