import type { DraftSchema } from '#contract/schemas/draft.ts'
import type { z } from 'zod'
import type { Boxes, Content, Entry, Part, Piece, Pieces } from './entry.ts'
import { boxesOf, entryOf } from './entry-text.ts'

type Drafted = Pick<z.output<typeof DraftSchema>, 'records' | 'names' | 'reason'>

/** Whether a draft is one that a form could have made: materials, and one record that makes all of them. */
export function isOfForm({ records }: Pick<Drafted, 'records'>): boolean {
  const { content } = records.at(-1)!
  const made = content.kind === 'process' ? content.outputs.map(({ material }) => material) : []
  return records.slice(0, -1).every(({ key, content: { kind }, revises }) => kind === 'material' && !revises && made.includes(key))
}

/** The form of a draft, filled as it was when the draft was saved. */
export function entryOfDraft({ records, names, reason }: Drafted): Entry {
  const content = records.at(-1)!.content as Content
  const entry = { ...entryOf({ content, names }), reason }
  const keys = new Set(records.slice(0, -1).map(({ key }) => key))
  const outputs = new Map(entry.outputs.map((part) => [part.material!.id, part]))
  entry.outputs = entry.outputs.filter(({ material }) => !keys.has(material!.id))
  const groups = Map.groupBy(records.slice(0, -1), ({ key, content: { template } }) => `${/^made-\d+/.exec(key)?.[0] ?? ''} ${template}`)
  entry.made = [...groups.values()].map((group) => piecesOf(group, outputs, names))
  return entry
}

function piecesOf(group: Drafted['records'], outputs: ReadonlyMap<string, Part>, referred: Drafted['names']): Pieces {
  const pieces: Piece[] = group.map(({ key, content: { name, values } }) => ({
    name, representative: outputs.get(key)?.representative ?? false,
    boxes: boxesOf(values, referred),
  }))
  const fields = [...new Set(pieces.flatMap(({ boxes }) => Object.keys(boxes)))]
  const first = pieces[0]!.boxes
  const own = fields.filter((field) => pieces.some(({ boxes }) => JSON.stringify(boxes[field]) !== JSON.stringify(first[field])))
  const only = (boxes: Boxes, keep: (field: string) => boolean) => Object.fromEntries(Object.entries(boxes).filter(([field]) => keep(field)))
  return {
    template: group[0]!.content.template, shared: only(first, (field) => !own.includes(field)), own, role: outputs.get(group[0]!.key)?.role ?? '',
    pieces: pieces.map((piece) => ({ ...piece, boxes: only(piece.boxes, (field) => own.includes(field)) })),
  }
}
