import type { z } from 'zod'

/** The parts of a schema that say what may stand inside it, whatever wraps it. */
type Inside = {
  readonly type: string
  readonly shape?: Readonly<Record<string, z.ZodType>>
  readonly element?: z.ZodType
  readonly items?: readonly z.ZodType[]
  readonly valueType?: z.ZodType
  readonly innerType?: z.ZodType
}

/** The keys that a schema knows at a path of its values; none where it has forms to choose from, or takes any key. */
export function keysOfSchema(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let inside = insideOf(schema)
  for (const step of path) {
    const next = inside.shape?.[String(step)] ?? inside.element ?? inside.items?.[Number(step)] ?? inside.valueType
    if (!next) return []
    inside = insideOf(next)
  }
  return Object.keys(inside.shape ?? {})
}

function insideOf(schema: z.ZodType): Inside {
  const inside = schema.def as unknown as Inside
  const isWrapped = inside.type === 'optional' || inside.type === 'default' || inside.type === 'nullable'
  return isWrapped && inside.innerType ? insideOf(inside.innerType) : inside
}
