import type { LineageGraph, LineageRecord } from './graph.ts'

/** A record that has something to say about a material, and how far off it stands. */
export type Voice = {
  readonly record: LineageRecord
  /** Processes between the record and the material: 0 on the material itself. */
  readonly steps: number
  /**
   * Property groups that every process between keeps; `all` when there is none between.
   * A measurement speaks only for groups in here. Attributes and process parameters are history and always hold.
   */
  readonly kept: ReadonlySet<string> | 'all'
}

/**
 * Everything that speaks for a material, nearest first: the material, its measurements, the process that made it, that
 * process's inputs with their measurements, and so on upwards.
 *
 * A measurement on an ancestor applies to a descendant when every process between keeps the property's group; silence
 * means "changes". Across a process with several inputs nothing measured passes, because no input speaks for the whole.
 */
export function voicesFor(graph: LineageGraph, material: string): readonly Voice[] {
  const voices: Voice[] = []
  const seen = new Set<string>([material])
  let front: { id: string; kept: Voice['kept'] }[] = [{ id: material, kept: 'all' }]
  for (let steps = 0; front.length > 0; steps++) {
    const next: typeof front = []
    for (const { id, kept } of front) {
      const record = graph.records.get(id)
      if (!record) continue
      voices.push({ record, steps, kept })
      for (const measurement of graph.measurementsOf.get(id) ?? []) voices.push({ record: measurement, steps, kept })
      const process = graph.madeBy.get(id)
      if (!process || process.content.kind !== 'process') continue
      if (!seen.has(process.id)) voices.push({ record: process, steps, kept })
      seen.add(process.id)
      const after = keptAcross(kept, process)
      for (const { material: input } of process.content.inputs) {
        if (seen.has(input)) continue
        seen.add(input)
        next.push({ id: input, kept: after })
      }
    }
    front = next
  }
  return voices
}

/** Whether what this record says of a field with that property group holds for the material. */
export function speaks(voice: Voice, group: string | undefined): boolean {
  if (voice.record.content.kind !== 'measurement' || voice.kept === 'all') return true
  return group !== undefined && voice.kept.has(group)
}

function keptAcross(kept: Voice['kept'], process: LineageRecord): Voice['kept'] {
  if (process.content.kind === 'process' && process.content.inputs.length > 1) return new Set()
  const keeps = new Set(process.template.keeps ?? [])
  return kept === 'all' ? keeps : new Set([...kept].filter((group) => keeps.has(group)))
}
