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
 * input). `known` answers for records outside of `nodes`. Every id is looked at once; a cycle, which cannot be stored,
 * would add nothing rather than loop.
 */
export function elementsAlong(
  nodes: ReadonlyMap<string, ElementsNode>,
  known: (id: string) => readonly number[],
): Map<string, readonly number[]> {
  const madeBy = new Map<string, string>()
  for (const [id, { content }] of nodes) {
    if (content.kind === 'process') for (const { material } of content.outputs) madeBy.set(material, id)
  }
  const found = new Map<string, readonly number[]>()
  const look = (id: string): readonly number[] => {
    const before = found.get(id)
    if (before) return before
    const node = nodes.get(id)
    if (!node) return known(id)
    found.set(id, [])
    const elements = node.own.length > 0 ? node.own : inherited(id, node.content)
    found.set(id, elements)
    return elements
  }
  const inherited = (id: string, content: RecordContent): readonly number[] => {
    if (content.kind === 'measurement') return look(content.of)
    if (content.kind === 'material') {
      const process = madeBy.get(id)
      return process === undefined ? [] : look(process)
    }
    const parts = content.inputs.length > 0 ? content.inputs : content.outputs.filter(({ material }) => ownOf(material))
    return union(parts.map(({ material }) => look(material)))
  }
  const ownOf = (id: string) => (nodes.get(id)?.own.length ?? 0) > 0
  for (const id of nodes.keys()) look(id)
  return found
}

function union(sets: readonly (readonly number[])[]): readonly number[] {
  if (sets.length === 1) return sets[0]!
  return [...new Set(sets.flat())].sort((a, b) => a - b)
}
