import type { Participation, RecordContent } from '../records/record.ts'
import type { FileValue, Value } from '../records/value.ts'

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

/** Every file that a content names: originals, pictures, structures and points of curves, by SHA-256; also those kept elsewhere. */
export function filesNamed(content: RecordContent): string[] {
  return valuesOf(content).flatMap((value) => {
    if (value.type === 'curve') return value.data ?? []
    return value.type === 'file' || value.type === 'image' || value.type === 'structure' ? value.sha256 : []
  })
}

/** The files of a content that are kept elsewhere. */
export function filesElsewhere(content: RecordContent): readonly (FileValue & { readonly address: string })[] {
  return valuesOf(content).flatMap((value) => (value.type === 'file' && value.address !== undefined ? [{ ...value, address: value.address }] : []))
}

function valuesOf(content: RecordContent): readonly Value[] {
  return [...Object.values(content.values), ...(content.kind === 'process' ? Object.values(content.planned) : [])]
}
