import type { ProcessContent } from '../records/record.ts'
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

/** A material to be visited; a piece that was taken from another one has only its measurements to give. */
type Visit = { readonly id: string; readonly kept: Voice['kept']; readonly isPiece: boolean }

/**
 * Everything that speaks for a material, nearest first: the material, its measurements, the process that made it, that
 * process's inputs with their measurements, and so on upwards.
 *
 * A measurement on an ancestor applies to a descendant when every process between keeps the property's group; silence
 * means "changes". Across a process with several inputs nothing measured passes but what the template hands on from the
 * input of a role, because no other input speaks for the whole. What is measured on a representative piece speaks for
 * the material that it was taken from, in the groups that taking it keeps.
 */
export function voicesFor(graph: LineageGraph, material: string): readonly Voice[] {
  const voices: Voice[] = []
  const seen = new Set<string>([material])
  let front: Visit[] = [{ id: material, kept: 'all', isPiece: false }]
  for (let steps = 0; front.length > 0; steps++) {
    const next: Visit[] = []
    const visit = (id: string, kept: Voice['kept'], isPiece: boolean) => {
      if (seen.has(id)) return
      seen.add(id)
      next.push({ id, kept, isPiece })
    }
    for (const { id, kept, isPiece } of front) {
      const record = graph.records.get(id)
      if (!record) continue
      if (!isPiece) voices.push({ record, steps, kept })
      for (const measurement of graph.measurementsOf.get(id) ?? []) voices.push({ record: measurement, steps, kept })
      const process = graph.madeBy.get(id)
      if (!isPiece && process?.content.kind === 'process') {
        if (!seen.has(process.id)) voices.push({ record: process, steps, kept })
        seen.add(process.id)
        const { inputs } = process.content
        for (const { material: input, role } of inputs) visit(input, keptAcross(kept, process, inputs, role), false)
      }
      for (const sampling of graph.sampledBy.get(id) ?? []) {
        const { inputs, outputs } = sampling.content as ProcessContent
        const role = inputs.find((input) => input.material === id)?.role
        const keptByPieces = keptAcross(kept, sampling, inputs, role)
        for (const piece of outputs) if (piece.representative) visit(piece.material, keptByPieces, true)
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

/** The groups of `kept` that a process leaves as they were in its input of that role. */
function keptAcross(
  kept: Voice['kept'], { template }: LineageRecord, inputs: ProcessContent['inputs'], role: string | undefined,
): Voice['kept'] {
  const handedOn = role === undefined ? [] : (template.hands_on?.[role] ?? [])
  const unchanged = new Set(inputs.length > 1 ? handedOn : [...(template.keeps ?? []), ...handedOn])
  return kept === 'all' ? unchanged : new Set([...kept].filter((group) => unchanged.has(group)))
}
