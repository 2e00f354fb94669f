import type { z } from 'zod'
import type { Text } from '#science/refusal.ts'
import { explainIssue } from './explain-issue.ts'
import { keysOfSchema } from './keys-of-schema.ts'

/** One thing that a value lacks against its schema, and where in it. */
export type SchemaFault = { readonly path: readonly (string | number)[]; readonly text: Text }

/** The value as its schema reads it, or every fault of it in both languages. */
export function readValue<S extends z.ZodType>(
  value: unknown, schema: S,
): { readonly data: z.output<S> } | { readonly faults: readonly SchemaFault[] } {
  const read = schema.safeParse(value)
  if (read.success) return { data: read.data }
  return {
    faults: read.error.issues.flatMap((issue) => innermost(issue, [])).map(({ issue, path }) => ({
      path, text: explainIssue(issue, valueAt(value, path), keysOfSchema(schema, path)),
    })),
  }
}

type Placed = { readonly issue: z.core.$ZodIssue; readonly path: readonly (string | number)[] }

/** A union reports one list of issues for each of its forms; the form that came closest is the one that was meant. */
function innermost(issue: z.core.$ZodIssue, above: Placed['path']): Placed[] {
  const path = [...above, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))]
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ issue, path }]
  const forms = issue.errors.map((form) => form.flatMap((inner) => innermost(inner, path)))
  return forms.reduce((best, form) => (form.length < best.length ? form : best))
}

function valueAt(value: unknown, path: Placed['path']): unknown {
  let at = value
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined
    at = (at as Record<string | number, unknown>)[step]
  }
  return at
}
