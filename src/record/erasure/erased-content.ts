import type { Participation, RecordContent } from '../records/record.ts'

/** The name of a record whose own is gone. */
export const ERASED_NAME = '–'

/** What is left of a content that was deleted: what it was and what it was linked to. The database has the same rule in SQL. */
export function erasedContent(content: RecordContent): RecordContent {
  const { template, origin } = content
  const left = { template, name: ERASED_NAME, origin, source: { kind: 'own' }, values: {} } as const
  switch (content.kind) {
    case 'material': return { kind: content.kind, ...left }
    case 'measurement': return { kind: content.kind, ...left, state: content.state, of: content.of }
    case 'process': return {
      kind: content.kind, ...left, state: content.state, planned: {}, inputs: content.inputs.map(link), outputs: content.outputs.map(link),
    }
  }
}

function link({ material }: Participation): Participation {
  return { material }
}

/** Every file that a content names: originals, pictures, structures and points of curves, by SHA-256. */
export function filesNamed(content: RecordContent): string[] {
  const values = [...Object.values(content.values), ...(content.kind === 'process' ? Object.values(content.planned) : [])]
  return values.flatMap((value) => {
    if (value.type === 'curve') return value.data ?? []
    return value.type === 'file' || value.type === 'image' || value.type === 'structure' ? value.sha256 : []
  })
}
