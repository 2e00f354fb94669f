import type { RecordContentSchema, ValueSchema } from '#contract/schemas/record.ts'
import type { FieldSchema, TemplateSchema } from '#contract/schemas/template.ts'
import type { z } from 'zod'

export type Field = z.output<typeof FieldSchema>
export type Template = z.output<typeof TemplateSchema>
export type Content = z.output<typeof RecordContentSchema>
export type State = Extract<Content, { kind: 'process' }>['state']

/** Where a file is kept that is not sent to the hub, its size in bytes as typed, and its kind. */
export type Elsewhere = { address: string; size: string; media_type: string }

/**
 * A file that the hub holds already, or one that is kept elsewhere, its hash as typed; `scale` is the length of an image's pixel
 * as typed, `block` the structure meant.
 */
export type FileBox = { type: 'file' | 'image' | 'structure'; sha256: string; name: string; scale: string; block: string; elsewhere?: Elsewhere }

/** Points that the hub holds already, and the unit of each axis as typed. */
export type CurveBox = { type: 'curve'; data: string; axes: { name: string; unit: string }[] }

/** A record that was chosen, or else a DOI or address as typed. */
export type ReferenceBox = { type: 'reference'; record: Picked | null; to: string; title: string }

/** A small table as pasted or typed, and the units of its columns of numbers where no heading says them. */
export type TableBox = { type: 'table'; text: string; units: Record<string, string> }

export type TableValue = Extract<z.output<typeof ValueSchema>, { type: 'table' }>

/** What stands in the box of a field, as typed: text, or the chosen terms; yes or no as words; an empty box is ''. */
export type Box = string | string[] | FileBox | CurveBox | ReferenceBox | TableBox

export type Boxes = Record<string, Box>

/** Whether a box says nothing. */
export function isEmptyBox(box: Box | undefined): boolean {
  if (box === undefined) return true
  if (typeof box === 'string' || Array.isArray(box)) return box.length === 0
  if (box.type === 'table') return box.text.trim() === ''
  if ('elsewhere' in box && box.elsewhere) return [box.sha256, box.name, box.elsewhere.address, box.elsewhere.size].every((text) => text.trim() === '')
  return box.type === 'reference' && !box.record && box.to.trim() === ''
}

/** A material that somebody chose. */
export type Picked = { id: string; name: string }

export type Part = { material: Picked | null; role: string; amount: string; representative: boolean }

/** A material that is made together with its process. */
export type Piece = { name: string; representative: boolean; boxes: Boxes }

/** Pieces of one template: what they share stands once, what differs (`own`) at each. */
export type Pieces = { template: string; shared: Boxes; own: string[]; role: string; pieces: Piece[] }

export type SourceBoxes = { kind: 'own' | 'literature' | 'database'; doi: string; title: string; year: string; name: string; url: string; identifier: string }

/** All that a form holds, as typed; plain JSON, so that the browser can keep it. */
export type Entry = {
  template: string
  name: string
  origin: Content['origin'] | ''
  state: State
  source: SourceBoxes
  trl: string
  note: string
  values: Boxes
  planned: Boxes
  of: Picked | null
  inputs: Part[]
  outputs: Part[]
  made: Pieces[]
  reason: string
}

/** What a form starts from: what is said already, and the record and number of the revision that it is to follow. */
export type Base = {
  readonly content: Content
  readonly names: Readonly<Record<string, string>>
  readonly revises?: { readonly id: string; readonly upon: number } | undefined
}

/** `name@version`, the way records name their template. */
export const keyOf = ({ template, version }: Pick<Template, 'template' | 'version'>) => `${template}@${version}`

export const emptyPart = (): Part => ({ material: null, role: '', amount: '', representative: false })

export const emptySource = (): SourceBoxes => ({ kind: 'own', doi: '', title: '', year: '', name: '', url: '', identifier: '' })

/**
 * A form of this template that nobody has typed into.
 *
 * What a thing is made of and how it was to be made is specified; how a result came to be, only its author knows.
 */
export function emptyEntry(template: Template, given: { of?: Picked; input?: Picked } = {}): Entry {
  return {
    template: keyOf(template), name: '', origin: template.kind === 'measurement' ? '' : 'specified', state: 'done',
    source: emptySource(), trl: '', note: '', values: {}, planned: {}, of: given.of ?? null,
    inputs: template.kind === 'process' ? [{ ...emptyPart(), material: given.input ?? null, role: onlyRole(template) }] : [],
    outputs: [], made: [], reason: '',
  }
}

/** The role of a first input where the template names one only. */
function onlyRole(template: Template): string {
  const roles = Object.keys(template.hands_on ?? {})
  return roles.length === 1 && template.event !== 'assemble' ? roles[0]! : ''
}

/** How many materials may go into an event and come out of it, where the form must know to draw itself. */
export function sidesOf(event: Template['event']): { readonly inputs: boolean; readonly outputs: boolean; readonly representative: boolean } {
  return { inputs: true, outputs: event !== 'use_up', representative: event === 'split' || event === 'dismantle' }
}
