import { isDone } from '../tables/build-table.ts'
import { lineageGraph } from './graph.ts'
import type { LineageRecord } from './graph.ts'
import { speaks, voicesFor } from './speaks-for.ts'

/**
 * By measurement the names of its results that hold for the root's material; null where the root is a process, which is
 * no material.
 *
 * `records` are those of the root's lineage, oldest first. A measurement that was not done has no results.
 */
export function resultsThatHold(
  root: string, records: readonly LineageRecord[],
): ReadonlyMap<string, readonly string[]> | null {
  const graph = lineageGraph(records)
  const start = graph.records.get(root)?.content
  if (!start || start.kind === 'process') return null
  const material = start.kind === 'measurement' ? start.of : root
  const voices = new Map(voicesFor(graph, material).map((voice) => [voice.record.id, voice]))
  return new Map(records.filter(({ content }) => content.kind === 'measurement').map((measurement) => {
    const voice = voices.get(measurement.id)
    const { content, template } = measurement
    const held = voice && isDone(measurement) ? template.fields.filter(
      ({ name, role, group }) => role === 'result' && content.values[name] !== undefined && speaks(voice, group),
    ) : []
    return [measurement.id, held.map(({ name }) => name)]
  }))
}
