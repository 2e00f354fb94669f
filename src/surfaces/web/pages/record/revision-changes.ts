import type { RevisionSchema, ValueSchema } from '#contract/schemas/record.ts'
import type { z } from 'zod'

export type Revision = z.output<typeof RevisionSchema>
export type Value = z.output<typeof ValueSchema>
type Content = Revision['content']

/**
 * One thing that differs between two revisions; `field` for a value of the record, else `part` of what it says about
 * itself.
 */
export type Change =
  | {
      readonly kind: 'value'
      readonly field: string
      readonly planned: boolean
      readonly before: Value | null
      readonly after: Value | null
    }
  | { readonly kind: 'part'; readonly part: string; readonly before: string | null; readonly after: string | null }

/** What `after` says otherwise than `before`, values first. */
export function revisionChanges(before: Content, after: Content): readonly Change[] {
  return [
    ...valueChanges(before.values, after.values, false),
    ...(before.kind === 'process' && after.kind === 'process' ? valueChanges(before.planned, after.planned, true) : []),
    ...partChanges(before, after),
  ]
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

function partChanges(before: Content, after: Content): Change[] {
  const left: Record<string, unknown> = { ...before, values: null, planned: null }
  const right: Record<string, unknown> = { ...after, values: null, planned: null }
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap((part) =>
    same(left[part], right[part]) ? [] : [
      { kind: 'part' as const, part, before: text(left[part]), after: text(right[part]) },
    ],
  )
}

function text(value: unknown): string | null {
  if (value === undefined || value === null) return null
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Equal whatever order the keys were written in. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, sortKeys) === JSON.stringify(b, sortKeys)
}

function sortKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value ?? null
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
