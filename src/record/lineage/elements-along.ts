import type { RecordContent } from '../records/record.ts'

/** What is needed of a record to say which elements it is made of. */
export type ElementsNode = {
  /** Atomic numbers that its own composition states; empty where it states none. */
  readonly own: readonly number[]
  readonly content: RecordContent
}

/**
 * The elements of each record: its own composition where it states one, else what it was made from.
 *
 * A measurement has the elements of its material; a process the union over its inputs (over its outputs where it has no
 * input). `known` answers for records outside of `nodes`. Every id is worked out once, what it depends on first,
 * however
 * long the chain; a cycle, which cannot be stored, would add nothing rather than loop.
 */
export function elementsAlong(
  nodes: ReadonlyMap<string, ElementsNode>,
  known: (id: string) => readonly number[],
): Map<string, readonly number[]> {
  const madeBy = new Map<string, string>()
  for (const [id, { content }] of nodes) {
    if (content.kind === 'process') for (const { material } of content.outputs) madeBy.set(material, id)
  }
  /** The records that one takes its elements from; none where its own composition states them. */
  const partsOf = (id: string): readonly string[] => {
    const { own, content } = nodes.get(id)!
    if (own.length > 0) return []
    if (content.kind === 'measurement') return [content.of]
    if (content.kind === 'material') return madeBy.has(id) ? [madeBy.get(id)!] : []
    if (content.inputs.length > 0) return content.inputs.map(({ material }) => material)
    return content.outputs.map(({ material }) => material).filter((material) => nodes.get(material)?.own.length)
  }
  const found = new Map<string, readonly number[]>()
  const elementsOf = (id: string) => found.get(id) ?? (nodes.has(id) ? [] : known(id))
  const begun = new Set<string>()
  for (const start of nodes.keys()) {
    const open = [start]
    for (let id = open.at(-1); id !== undefined; id = open.at(-1)) {
      const parts = partsOf(id)
      if (!begun.has(id)) {
        begun.add(id)
        for (const part of parts) if (nodes.has(part) && !begun.has(part)) open.push(part)
        continue
      }
      const { own } = nodes.get(id)!
      if (!found.has(id)) found.set(id, own.length > 0 ? own : union(parts.map(elementsOf)))
      open.pop()
    }
  }
  return found
}

function union(sets: readonly (readonly number[])[]): readonly number[] {
  if (sets.length === 1) return sets[0]!
  return [...new Set(sets.flat())].sort((a, b) => a - b)
}
