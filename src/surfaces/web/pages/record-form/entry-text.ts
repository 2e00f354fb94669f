import type { ValueSchema } from '#contract/schemas/record.ts'
import type { Quantity } from '#science/quantities/quantity.ts'
import { readQuantity } from '#science/quantities/read-quantity.ts'
import { parseComposition } from '#science/chemistry/composition.ts'
import type { z } from 'zod'
import type { Base, Box, Boxes, Content, Entry, Part } from './entry.ts'
import { emptySource } from './entry.ts'
import { tableBox } from './table-text.ts'

type Value = z.output<typeof ValueSchema>

/**
 * What a box shows of a value, to be edited: read again, it says the same as far as a line of text can. `names` are of
 * records that values refer to, by id.
 */
export function boxOf(value: Value, names: Base['names'] = {}): Box {
  switch (value.type) {
    // Computed again when the record is written; what somebody types there is their own.
    case 'quantity': return value.from_curve === undefined && value.calculated_from === undefined ? quantityBox(value) : ''
    case 'composition': return compositionBox(value.written, value.basis)
    case 'terms': return [...value.terms]
    case 'boolean': return value.boolean ? 'yes' : 'no'
    case 'text': return value.text
    case 'curve': return { type: 'curve', data: value.data ?? '', axes: value.axes.map(({ name, unit }) => ({ name, unit })) }
    case 'file': case 'image': case 'structure': return {
      type: value.type, sha256: value.sha256, name: value.name, scale: value.type === 'image' && value.pixel_size ? quantityBox(value.pixel_size) : '',
      block: value.type === 'structure' ? value.block ?? '' : '',
      ...(value.type === 'file' && value.address !== undefined && {
        elsewhere: { address: value.address, size: String(value.size ?? ''), media_type: value.media_type ?? '' },
      }),
    }
    case 'reference': return referenceBox(value, names)
    case 'table': return tableBox(value)
  }
}

/** As its author wrote it, else with all digits: an edit must not round what it does not change. */
function quantityBox(quantity: Quantity): string {
  const { value, unit, written, uncertainty, bound, high, replicates } = quantity
  const remarks = [...(uncertainty?.kind === 'interval' ? [intervalText(uncertainty)] : []), ...(replicates === undefined ? [] : [`n = ${replicates}`])]
  const suffix = `${unit === '1' ? '' : ` ${unit}`}${remarks.length === 0 ? '' : ` (${remarks.join(', ')})`}`
  if (written !== undefined && saysSame(`${written}${suffix}`, quantity)) return `${written}${suffix}`
  const number = uncertainty?.kind === 'standard' ? `${value} ± ${uncertainty.value}` : String(value)
  return `${bound ? `${bound} ` : ''}${high === undefined ? number : `${number}–${high}`}${suffix}`
}

function intervalText({ low, high, level }: Extract<Quantity['uncertainty'], { kind: 'interval' }>): string {
  return `${Number((level * 100).toPrecision(12))} % CI ${low}…${high}`
}

function saysSame(text: string, { value, uncertainty, bound, high }: Quantity): boolean {
  try {
    const read = readQuantity(text, '1')
    const spread = uncertainty?.kind === 'standard' ? uncertainty.value : undefined
    const readSpread = read.uncertainty?.kind === 'standard' ? read.uncertainty.value : undefined
    return read.value === value && read.bound === bound && read.high === high && readSpread === spread
  } catch {
    // What was written elsewhere, with its unit or in another way, cannot be read here.
    return false
  }
}

/** As written, with its basis behind it where the text alone would be read in the other. */
function compositionBox(written: string, basis: 'amount' | 'mass'): string {
  try {
    if (parseComposition(written).basis === basis) return written
  } catch {
    // What cannot be read alone is shown as it is; the form says what is wrong with it.
  }
  return `${written} (${basis === 'mass' ? 'wt.%' : 'at.%'})`
}

function referenceBox({ to, title = '' }: Extract<Value, { type: 'reference' }>, names: Base['names']): Box {
  const record = 'record' in to ? { id: to.record, name: names[to.record] ?? to.record } : null
  return { type: 'reference', record, to: 'doi' in to ? to.doi : 'url' in to ? to.url : '', title }
}

/** The boxes of values, each by its field. */
export function boxesOf(values: Content['values'], names: Base['names'] = {}): Boxes {
  return Object.fromEntries(Object.entries(values).map(([field, value]) => [field, boxOf(value, names)]))
}

/** A form filled with what a revision says. */
export function entryOf({ content, names }: Pick<Base, 'content' | 'names'>): Entry {
  const picked = (id: string) => ({ id, name: names[id] ?? id })
  const parts = (list: Extract<Content, { kind: 'process' }>['inputs']): Part[] => list.map((part) => ({
    material: picked(part.material), role: part.role ?? '', amount: part.amount ? quantityBox(part.amount) : '',
    representative: part.representative ?? false,
  }))
  const isProcess = content.kind === 'process'
  const { source } = content
  return {
    template: content.template, name: content.name, origin: content.origin,
    state: content.kind === 'material' ? 'done' : content.state,
    source: {
      ...emptySource(), ...source, year: source.kind === 'literature' && source.year !== undefined ? String(source.year) : '',
    },
    trl: content.trl === undefined ? '' : String(content.trl), note: content.note ?? '',
    values: boxesOf(content.values, names), planned: isProcess ? boxesOf(content.planned, names) : {},
    of: content.kind === 'measurement' ? picked(content.of) : null,
    inputs: isProcess ? parts(content.inputs) : [], outputs: isProcess ? parts(content.outputs) : [], made: [], reason: '',
  }
}
