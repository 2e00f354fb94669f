import type { Lineage, LineageNode } from './lineage-layout.ts'

/**
 * A measurement of the lineage with the material it was made on; `steps` from the record's own material, negative for
 * earlier.
 */
export type MeasuredAlong = {
  readonly measurement: LineageNode; readonly material: LineageNode; readonly steps: number
  /** Its results that hold for the record's material; null where the record is a process, or it is its own material. */
  readonly holds: readonly string[] | null
}

/**
 * Measurements on the record's material, its ancestors and descendants: those that speak for the material first, each
 * group nearest first. The record itself is left out.
 */
export function measuredAlong(lineage: Lineage): readonly MeasuredAlong[] {
  const byId = new Map(lineage.nodes.map((node) => [node.id, node]))
  const materialOf = new Map(
    lineage.edges.filter(({ kind }) => kind === 'of').map(({ from, to }) => [to, byId.get(from)]),
  )
  const home = materialOf.get(lineage.root) ?? byId.get(lineage.root)
  return lineage.nodes
    .flatMap((measurement): MeasuredAlong[] => {
      const material = materialOf.get(measurement.id)
      if (!material || measurement.id === lineage.root) return []
      const steps = material.step - (home?.step ?? 0)
      return [{ measurement, material, steps, holds: steps === 0 ? null : measurement.speaks ?? null }]
    })
    .sort(
      (a, b) => Number(isSilent(a)) - Number(isSilent(b)) || Math.abs(a.steps) - Math.abs(b.steps) || a.measurement.template.localeCompare(b.measurement.template),
    )
}

/** Whether nothing that was found holds for the record's material. */
export function isSilent({ holds }: Pick<MeasuredAlong, 'holds'>): boolean {
  return holds?.length === 0
}
