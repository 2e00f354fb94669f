import { shownValues } from '../records/searchable.ts'
import type { Field, Template } from '../templates/template.ts'
import type { LineageGraph, LineageRecord } from './graph.ts'
import { isDone, speakersOf, speaks, voicesFor } from './speaks-for.ts'
import type { Voice } from './speaks-for.ts'

/** What a measurement is to a material for which it has something to say. */
export type Hold = Pick<Voice, 'steps' | 'pieceOf'> & {
  /** Its results that a table shows for the material, alone or beside others as near. */
  readonly speaks: readonly string[]
  /** Its results that hold as well, but are said by a measurement nearer by. */
  readonly outspoken: readonly string[]
}

/**
 * By measurement what of its results holds for a material, by the rule that fills tables; one that is not among them has
 * nothing to say of it.
 *
 * `newest` are the templates by name, whose fields tables read; a field that the newest version gave up is read as it was.
 */
export function resultsThatHold(
  graph: LineageGraph, material: string, newest: ReadonlyMap<string, Template>,
): ReadonlyMap<string, Hold> {
  const voices = voicesFor(graph, material).filter(({ record }) => record.content.kind === 'measurement')
  const held = new Map<string, { at: Voice; speaks: string[]; outspoken: string[] }>()
  for (const voice of voices) if (!held.has(voice.record.id)) held.set(voice.record.id, { at: voice, speaks: [], outspoken: [] })
  const byTemplate = Map.groupBy(voices, ({ record }) => record.template.template)
  for (const [name, alike] of byTemplate) {
    for (const field of fieldsOf(newest.get(name), alike)) {
      const says = ({ content }: LineageRecord) => shownValues(content)[field.name]?.type === field.type
      const speakers = new Set(speakersOf(alike, name, field.group, says))
      for (const voice of alike) {
        const one = held.get(voice.record.id)!
        if (speakers.has(voice)) {
          if (one.speaks.length === 0) one.at = voice
          one.speaks.push(field.name)
        } else if (isDone(voice.record) && speaks(voice, field.group) && says(voice.record)) one.outspoken.push(field.name)
      }
    }
  }
  return new Map([...held].map(([id, { at: { steps, pieceOf }, ...results }]) => [id, { steps, pieceOf, ...results }]))
}

/** Results of a template's newest version, and those that only older ones had. */
function fieldsOf(newest: Template | undefined, voices: readonly Voice[]): Field[] {
  const templates = new Set([...(newest ? [newest] : []), ...voices.map(({ record }) => record.template)])
  const byName = new Map<string, Field>()
  for (const { fields } of templates) for (const field of fields) if (!byName.has(field.name)) byName.set(field.name, field)
  return [...byName.values()].filter(({ role }) => role === 'result')
}
