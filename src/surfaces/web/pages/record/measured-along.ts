import type { Lineage, LineageNode } from './lineage-layout.ts'

/** A measurement of the lineage with the material it was made on. */
export type MeasuredAlong = {
  readonly measurement: LineageNode; readonly material: LineageNode
  /** Processes from the record's own material; negative for earlier. */
  readonly steps: number
  /** Its results that hold for the record's material; null where the record is a process, or it is its own material. */
  readonly holds: readonly string[] | null
  /** The ancestor for which the measured material speaks as a piece of it; null where it is an ancestor itself, or made later. */
  readonly pieceOf: LineageNode | null
  /** Whether the record's own material was taken from the same. */
  readonly isSister: boolean
}

/**
 * Measurements on the record's material, its ancestors and descendants, and on pieces that speak for an ancestor: first
 * those that speak for the material, then those that only hold, each group nearest first. The record itself is left out.
 */
export function measuredAlong(lineage: Lineage): readonly MeasuredAlong[] {
  const byId = new Map(lineage.nodes.map((node) => [node.id, node]))
  const materialOf = new Map(
    lineage.edges.filter(({ kind }) => kind === 'of').map(({ from, to }) => [to, byId.get(from)]),
  )
  const home = materialOf.get(lineage.root) ?? byId.get(lineage.root)
  const makers = new Set(lineage.edges.filter(({ to, kind }) => kind === 'output' && to === home?.id).map(({ from }) => from))
  const parents = new Set(lineage.edges.filter(({ to, kind }) => kind === 'input' && makers.has(to)).map(({ from }) => from))
  return lineage.nodes
    .flatMap((measurement): MeasuredAlong[] => {
      const material = materialOf.get(measurement.id)
      if (!material || measurement.id === lineage.root) return []
      // In processes, as tables and plots count: the lineage counts materials and processes.
      const walked = (material.step - (home?.step ?? 0)) / 2
      const whole = measurement.piece_of === undefined || measurement.piece_of === home?.id ? null : byId.get(measurement.piece_of) ?? null
      const away = measurement.away ?? Math.ceil(Math.abs(walked))
      return [{
        measurement, material, steps: walked < 0 ? -away : away,
        holds: material.id === home?.id ? null : measurement.speaks ?? null,
        pieceOf: whole, isSister: whole !== null && parents.has(whole.id),
      }]
    })
    .sort((a, b) => (
      rank(a) - rank(b) || Math.abs(a.steps) - Math.abs(b.steps) || a.measurement.template.localeCompare(b.measurement.template)
    ))
}

/** Whether nothing that was found holds for the record's material. */
export function isSilent({ holds, measurement }: Pick<MeasuredAlong, 'holds' | 'measurement'>): boolean {
  return holds?.length === 0 && !isOutspoken({ holds, measurement })
}

/** Whether all that holds of it is said by a measurement nearer by. */
export function isOutspoken({ holds, measurement }: Pick<MeasuredAlong, 'holds' | 'measurement'>): boolean {
  return holds?.length === 0 && (measurement.outspoken?.length ?? 0) > 0
}

function rank(one: MeasuredAlong): number {
  return isSilent(one) ? 2 : isOutspoken(one) ? 1 : 0
}
