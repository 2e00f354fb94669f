import type { QuantityValueSchema, ValueSchema } from '#contract/schemas/record.ts'
import type { WrittenDraftSchema } from '#contract/schemas/record-draft.ts'
import { parseComposition } from '#science/chemistry/composition.ts'
import { readQuantity } from '#science/quantities/read-quantity.ts'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { z } from 'zod'
import type { Base, Box, Boxes, Entry, Field, Part, Template } from './entry.ts'
import { keyOf } from './entry.ts'
import { boxOf } from './entry-text.ts'
import { missing } from './missing.ts'
import { readHeld } from './read-held.ts'
import { shownName } from './shown-name.ts'

export type Draft = z.input<typeof WrittenDraftSchema>
type Value = z.output<typeof ValueSchema>

/** Something wrong at a place of the form: `record/values/yield_strength`, `made-0-3/name`; of the whole, `record`. */
export type EntryProblem = { readonly at: string; readonly code: string; readonly text: Text; readonly details: Readonly<Record<string, unknown>> }

/** What a form says: drafts as far as they can be made, and what could not be read. */
export type Reading = { readonly drafts: readonly Draft[]; readonly problems: readonly EntryProblem[] }

/** What a form is read with: `label` is the template's in the reader's language, for a name that nobody typed. */
export type Read = {
  readonly template: Template
  readonly templates: readonly Template[]
  readonly label: string
  readonly base?: Base | undefined
}

/**
 * The drafts that a form stands for: first the pieces made together with a process, then the record itself, key `record`.
 *
 * A box that still shows what `base` says keeps the value of `base` whole. What cannot be read is left out of the draft
 * and told; without the material of a measurement there is no draft.
 */
export function readEntry(entry: Entry, { template, templates, label, base }: Read): Reading {
  const problems: EntryProblem[] = []
  const tell = (at: string, error: unknown) => {
    if (!(error instanceof Refusal)) throw error
    problems.push({ at, code: error.code, text: error.text, details: error.details })
  }
  const from = base?.content
  const values = readBoxes('record/values', entry.values, template, { values: from?.values, names: base?.names }, tell)
  const name = shownName(entry, template, label)
  const common = {
    template: entry.template, name: name || '–', origin: entry.origin || 'specified',
    source: readSource(entry, tell), ...(entry.trl === '' ? {} : { trl: Number(entry.trl) }),
    ...(entry.note.trim() === '' ? {} : { note: entry.note.trim() }),
  } as const
  if (name === '') tell('record/name', missing('name'))
  if (entry.origin === '') tell('record/origin', missing('origin'))
  if (base?.revises && entry.reason.trim() === '') tell('record/reason', missing('reason'))
  const revises = base?.revises ? { revises: base.revises } : {}

  if (template.kind === 'material') {
    return { drafts: [{ key: 'record', content: { kind: 'material', ...common, values }, ...revises }], problems }
  }
  if (template.kind === 'measurement') {
    if (!entry.of) tell('record/of', missing('of'))
    const content = entry.of && { kind: 'measurement' as const, ...common, state: entry.state, of: entry.of.id, values }
    return { drafts: content ? [{ key: 'record', content, ...revises }] : [], problems }
  }
  const before = from?.kind === 'process' ? from : undefined
  const planned = readBoxes('record/planned', entry.planned, template, { values: before?.planned, names: base?.names }, tell)
  const { drafts, parts } = readPieces(entry, templates, tell)
  const content = {
    kind: 'process' as const, ...common, state: entry.state, planned, values,
    inputs: readParts('record/inputs', entry.inputs, before?.inputs, tell),
    outputs: [...readParts('record/outputs', entry.outputs, before?.outputs, tell), ...parts],
  }
  return { drafts: [...drafts, { key: 'record', content, ...revises }], problems }
}

type Tell = (at: string, error: unknown) => void

/** What a record said before, and how the records that it refers to are called. */
type Before = { readonly values?: Record<string, Value> | undefined; readonly names?: Base['names'] | undefined }

function readBoxes(at: string, boxes: Boxes, template: Template, before: Before, tell: Tell): Record<string, Value> {
  const fields = new Map(template.fields.map((field) => [field.name, field]))
  const read: Record<string, Value> = {}
  for (const [name, box] of Object.entries(boxes)) {
    const held = before.values?.[name]
    const field = fields.get(name)
    // Calculated anew from what is typed.
    if (field?.expression !== undefined) continue
    if (held && (same(boxOf(held, before.names), box) || !field)) read[name] = held
    else if (field) {
      try {
        const value = readBox(field, box)
        if (value) read[name] = value
      } catch (error) {
        tell(`${at}/${name}`, error)
      }
    }
  }
  return read
}

const same = (a: Box, b: Box) => JSON.stringify(a) === JSON.stringify(b)

/** The value that a box stands for; null for an empty one. Refuses what cannot be read. */
export function readBox(field: Field, box: Box): Value | null {
  if (typeof box === 'object' && !Array.isArray(box)) return readHeld(field, box)
  if (typeof box !== 'string') return box.length === 0 ? null : { type: 'terms', terms: [...box] }
  const text = box.trim()
  if (text === '') return null
  switch (field.type) {
    case 'quantity': return { type: 'quantity', ...readQuantity(text, field.unit ?? '1') }
    case 'composition': {
      const { written, basis, fractions } = parseComposition(text)
      return { type: 'composition', written, basis, fractions: { ...fractions } }
    }
    case 'terms': return { type: 'terms', terms: text.split(',').map((term) => term.trim()).filter(Boolean) }
    case 'boolean': return { type: 'boolean', boolean: text === 'yes' }
    case 'text': return { type: 'text', text }
    // Nothing can be typed for it.
    default: return null
  }
}

type Participation = { material: string; role?: string; amount?: z.output<typeof QuantityValueSchema>; representative?: boolean }

function readParts(at: string, parts: readonly Part[], before: readonly Participation[] = [], tell: Tell): Participation[] {
  return parts.flatMap(({ material, role, amount, representative }, place) => {
    const isEmpty = !material && role === '' && amount.trim() === ''
    if (!material) {
      if (!isEmpty) tell(`${at}/${place}`, missing('material'))
      return []
    }
    const held = before.find((part) => part.material === material.id)?.amount
    let read: Participation['amount']
    try {
      if (held && boxOf(held) === amount) read = held
      else if (amount.trim() !== '') read = { type: 'quantity', ...readQuantity(amount, null) }
    } catch (error) {
      tell(`${at}/${place}`, error)
    }
    return [participation(material.id, role, representative, read)]
  })
}

function participation(material: string, role: string, representative: boolean, amount?: Participation['amount']): Participation {
  return { material, ...(role.trim() && { role: role.trim() }), ...(amount && { amount }), ...(representative && { representative }) }
}

function readPieces(entry: Entry, templates: readonly Template[], tell: Tell): { drafts: Draft[]; parts: Participation[] } {
  const drafts: Draft[] = []
  const parts: Participation[] = []
  for (const [group, { template: key, shared, own, role, pieces }] of entry.made.entries()) {
    const template = templates.find((each) => keyOf(each) === key)
    if (!template) continue
    const isOwn = (field: string) => own.includes(field)
    const together = readBoxes(`made-${group}/values`, only(shared, (field) => !isOwn(field)), template, {}, tell)
    for (const [place, piece] of pieces.entries()) {
      const draft = `made-${group}-${place}`
      if (piece.name.trim() === '') tell(`${draft}/name`, missing('name'))
      const values = { ...together, ...readBoxes(`${draft}/values`, only(piece.boxes, isOwn), template, {}, tell) }
      const name = piece.name.trim() || '–'
      drafts.push({
        key: draft, content: { kind: 'material', template: key, name, origin: 'specified', source: readSource(entry, () => {}), values },
      })
      parts.push(participation(draft, role, piece.representative))
    }
  }
  return { drafts, parts }
}

function only(boxes: Boxes, keep: (field: string) => boolean): Boxes {
  return Object.fromEntries(Object.entries(boxes).filter(([field]) => keep(field)))
}

function readSource({ source }: Entry, tell: Tell): Draft['content']['source'] {
  const given = (text: string) => text.trim()
  if (source.kind === 'literature') {
    if (given(source.doi) === '') tell('record/source', missing('doi'))
    const year = given(source.year)
    if (year !== '' && !/^\d{4}$/.test(year)) tell('record/source', missing('year'))
    return {
      kind: 'literature', doi: given(source.doi).replace(/^https?:\/\/(dx\.)?doi\.org\//i, ''),
      ...(given(source.title) && { title: given(source.title) }), ...(/^\d{4}$/.test(year) && { year: Number(year) }),
    }
  }
  if (source.kind === 'database') {
    if (given(source.name) === '') tell('record/source', missing('database'))
    return {
      kind: 'database', name: given(source.name), ...(given(source.url) && { url: given(source.url) }),
      ...(given(source.identifier) && { identifier: given(source.identifier) }),
    }
  }
  return { kind: 'own' }
}
