import type { RevisionSchema, ValueSchema } from '#contract/schemas/record.ts'
import type { z } from 'zod'

export type Revision = z.output<typeof RevisionSchema>
export type Value = z.output<typeof ValueSchema>
export type Content = Revision['content']
export type Part = Extract<Content, { kind: 'process' }>['inputs'][number]
export type Side = 'inputs' | 'outputs'

/** One thing that differs between two revisions. */
export type Change =
  /** A value of a field, of what was done or of the plan. */
  | { readonly kind: 'value'; readonly field: string; readonly planned: boolean; readonly before: Value | null; readonly after: Value | null }
  /** A material that a process took or gave: added, taken out, or with another role or amount. */
  | { readonly kind: 'material'; readonly side: Side; readonly before: Part | null; readonly after: Part | null }
  /** The same materials in another order. */
  | { readonly kind: 'order'; readonly side: Side }
  /** The material that was measured. */
  | { readonly kind: 'of'; readonly before: string; readonly after: string }
  | { readonly kind: 'source'; readonly before: Content['source']; readonly after: Content['source'] }
  /** What else a record says about itself. */
  | { readonly kind: 'part'; readonly part: TextPart; readonly before: string | null; readonly after: string | null }

const TEXT_PARTS = ['name', 'origin', 'state', 'trl', 'note', 'template'] as const
export type TextPart = (typeof TEXT_PARTS)[number]

/** What `after` says otherwise than `before`, values first. */
export function revisionChanges(before: Content, after: Content): readonly Change[] {
  const changes: Change[] = valueChanges(before.values, after.values, false)
  if (before.kind === 'process' && after.kind === 'process') {
    changes.push(...valueChanges(before.planned, after.planned, true))
    for (const side of ['inputs', 'outputs'] as const) changes.push(...materialChanges(side, before[side], after[side]))
  }
  if (before.kind === 'measurement' && after.kind === 'measurement' && before.of !== after.of) {
    changes.push({ kind: 'of', before: before.of, after: after.of })
  }
  if (!same(before.source, after.source)) changes.push({ kind: 'source', before: before.source, after: after.source })
  return [...changes, ...TEXT_PARTS.flatMap((part) => textChange(part, before, after))]
}

/** The first digits of the hash of a value that is kept as a file: what tells two of them apart. */
export function fileMark(value: Value): string | null {
  const hash = value.type === 'curve' ? value.data : 'sha256' in value ? value.sha256 : undefined
  return hash?.slice(0, 8) ?? null
}

function valueChanges(before: Record<string, Value>, after: Record<string, Value>, planned: boolean): Change[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((field) => {
    const [was, is] = [before[field] ?? null, after[field] ?? null]
    return same(was, is) ? [] : [{ kind: 'value' as const, field, planned, before: was, after: is }]
  })
}

/** Pairs the lines of a material in their order; whoever has no partner came or went. */
function materialChanges(side: Side, before: readonly Part[], after: readonly Part[]): Change[] {
  const left = [...before]
  const changes: Change[] = []
  for (const part of after) {
    const place = left.findIndex(({ material }) => material === part.material)
    const was = place < 0 ? null : left.splice(place, 1)[0]!
    if (!same(was, part)) changes.push({ kind: 'material', side, before: was, after: part })
  }
  changes.push(...left.map((part) => ({ kind: 'material' as const, side, before: part, after: null })))
  const isTurned = changes.length === 0 && before.some(({ material }, place) => after[place]?.material !== material)
  return isTurned ? [{ kind: 'order', side }] : changes
}

function textChange(part: TextPart, before: Content, after: Content): Change[] {
  const [was, is] = [text(part, before), text(part, after)]
  return was === is ? [] : [{ kind: 'part', part, before: was, after: is }]
}

function text(part: TextPart, content: Content): string | null {
  const said = (content as Partial<Record<TextPart, string | number>>)[part]
  return said === undefined ? null : String(said)
}

/** Equal whatever order the keys were written in. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, sortKeys) === JSON.stringify(b, sortKeys)
}

function sortKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value ?? null
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
