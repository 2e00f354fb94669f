import type { RecordContent } from '../records/record.ts'

/** Ids of the records that this one points to. */
export function referencedIds(content: RecordContent): readonly string[] {
  if (content.kind === 'measurement') return [content.of]
  if (content.kind === 'process') return [...content.inputs, ...content.outputs].map(({ material }) => material)
  return []
}

/** The same content with every id it points to replaced by `rename(id)`. */
export function renameReferences(content: RecordContent, rename: (id: string) => string): RecordContent {
  if (content.kind === 'measurement') return { ...content, of: rename(content.of) }
  if (content.kind === 'process') {
    const renamed = (parts: typeof content.inputs) => parts.map(
      (part) => ({ ...part, material: rename(part.material) })
    )
    return { ...content, inputs: renamed(content.inputs), outputs: renamed(content.outputs) }
  }
  return content
}
