import type { Lineage, LineageNode } from './lineage-layout.ts'

/**
 * A measurement of the lineage with the material it was made on; `steps` from the record's own material, negative for
 * earlier.
 */
export type MeasuredAlong = {
  readonly measurement: LineageNode; readonly material: LineageNode; readonly steps: number
}

/**
 * Measurements on the record's material, its ancestors and descendants, nearest first; the record itself is left out.
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
      return [{ measurement, material, steps: material.step - (home?.step ?? 0) }]
    })
    .sort(
      (a, b) => Math.abs(a.steps) - Math.abs(b.steps) || a.measurement.template.localeCompare(b.measurement.template),
    )
}
