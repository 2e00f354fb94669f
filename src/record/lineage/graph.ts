import type { MaterialContent, MeasurementContent, ProcessContent } from '../records/record.ts'
import type { Template } from '../templates/template.ts'

/** A record as the lineage rules and tables see it. */
export type LineageRecord = { readonly id: string; readonly content: LineageContent; readonly template: Template }

/** What these read of a record's content; its name and its source may be left out where it makes no row of a table. */
export type LineageContent =
  | Pick<MaterialContent, 'kind' | 'values'> & Told
  | Pick<ProcessContent, 'kind' | 'state' | 'planned' | 'values' | 'inputs' | 'outputs'> & Told
  | Pick<MeasurementContent, 'kind' | 'state' | 'of' | 'values'> & Told

type Told = Partial<Pick<MaterialContent, 'name' | 'source'>>

/** Records and how they hang together; made once, walked often. */
export type LineageGraph = {
  readonly records: ReadonlyMap<string, LineageRecord>
  /** Process that made a material. */
  readonly madeBy: ReadonlyMap<string, LineageRecord>
  /** Processes that took pieces from a material which speak for it, oldest first. */
  readonly sampledBy: ReadonlyMap<string, readonly LineageRecord[]>
  /** Measurements of a material, oldest first. */
  readonly measurementsOf: ReadonlyMap<string, readonly LineageRecord[]>
}

/** Builds the graph from records given oldest first. */
export function lineageGraph(all: Iterable<LineageRecord>): LineageGraph {
  const records = new Map<string, LineageRecord>()
  const madeBy = new Map<string, LineageRecord>()
  const sampledBy = new Map<string, LineageRecord[]>()
  const measurementsOf = new Map<string, LineageRecord[]>()
  for (const record of all) {
    records.set(record.id, record)
    const { content } = record
    if (content.kind === 'process') for (const { material } of content.outputs) madeBy.set(material, record)
    if (content.kind === 'process' && content.outputs.some(({ representative }) => representative)) {
      for (const { material } of content.inputs) addTo(sampledBy, material, record)
    }
    if (content.kind === 'measurement') addTo(measurementsOf, content.of, record)
  }
  return { records, madeBy, sampledBy, measurementsOf }
}

function addTo(map: Map<string, LineageRecord[]>, key: string, record: LineageRecord): void {
  const beside = map.get(key)
  if (beside) beside.push(record)
  else map.set(key, [record])
}
