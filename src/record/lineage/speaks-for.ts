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
  readonly kept: Kept
  /** What the measured material was taken from, where it is heard as a representative piece; null for ancestors. */
  readonly pieceOf: string | null
}

type Kept = ReadonlySet<string> | 'all'

/** A material to be visited; a piece that was taken from another one has only its measurements to give. */
type Visit = Pick<Voice, 'kept' | 'pieceOf'> & { readonly id: string }

/**
 * Everything that speaks for a material, nearest first: the material, its measurements, the process that made it, that
 * process's inputs with their measurements, and so on upwards.
 *
 * A measurement on an ancestor applies to a descendant when every process on a way between them keeps the property's
 * group; silence means "changes". Across a process with several inputs nothing measured passes but what the template
 * hands on from the input of a role, because no other input speaks for the whole. What is measured on a representative
 * piece speaks for the material that it was taken from, in the groups that taking it keeps.
 *
 * A measurement comes again, farther off, where a longer way keeps groups that the shorter one changes.
 */
export function voicesFor(graph: LineageGraph, material: string): readonly Voice[] {
  const voices: Voice[] = []
  const heard = new Map<string, Kept>([[material, 'all']])
  /** Materials and processes that have told what they are: once, from where they are nearest. */
  const told = new Set<string>()
  const ancestors = new Set<string>([material])
  let front: Visit[] = [{ id: material, kept: 'all', pieceOf: null }]
  for (let steps = 0; front.length > 0; steps++) {
    const next: Visit[] = []
    const visit = (id: string, kept: Kept, pieceOf: string | null) => {
      const before = heard.get(id)
      const fresh = before === undefined ? kept : without(kept, before)
      const isNewAncestor = pieceOf === null && !ancestors.has(id)
      if (before !== undefined && fresh !== 'all' && fresh.size === 0 && !isNewAncestor) return
      heard.set(id, before === undefined ? kept : joined(before, fresh))
      if (isNewAncestor) ancestors.add(id)
      next.push({ id, kept: fresh, pieceOf })
    }
    for (const { id, kept, pieceOf } of front) {
      const record = graph.records.get(id)
      if (!record) continue
      const tell = (one: LineageRecord) => {
        if (!told.has(one.id)) voices.push({ record: one, steps, kept, pieceOf })
        told.add(one.id)
      }
      if (pieceOf === null) tell(record)
      for (const measurement of graph.measurementsOf.get(id) ?? []) voices.push({ record: measurement, steps, kept, pieceOf })
      const process = graph.madeBy.get(id)
      if (pieceOf === null && process?.content.kind === 'process') {
        tell(process)
        const { inputs } = process.content
        for (const { material: input, role } of inputs) visit(input, keptAcross(kept, process, inputs, role), null)
      }
      for (const sampling of graph.sampledBy.get(id) ?? []) {
        const { inputs, outputs } = sampling.content as ProcessContent
        const role = inputs.find((input) => input.material === id)?.role
        const keptByPieces = keptAcross(kept, sampling, inputs, role)
        for (const piece of outputs) if (piece.representative) visit(piece.material, keptByPieces, id)
      }
    }
    front = next
  }
  return voices
}

/**
 * Everything that speaks for what went into a material in a role, as {@link voicesFor} tells it of each such input, nearest first:
 * those of the nearest process upwards with an input in that role; steps count from the material.
 */
export function voicesOfInput(graph: LineageGraph, material: string, role: string): readonly Voice[] {
  const seen = new Set<string>([material])
  let front = [material]
  for (let steps = 1; front.length > 0; steps++) {
    const processes = [...new Set(front.flatMap((id) => graph.madeBy.get(id) ?? []))]
    const inputs = processes.flatMap(({ content }) => (content.kind === 'process' ? content.inputs : []))
    const inRole = [...new Set(inputs.filter((input) => input.role === role).map((input) => input.material))]
    if (inRole.length > 0) {
      return inRole
        .flatMap((id) => voicesFor(graph, id))
        .map((voice) => ({ ...voice, steps: voice.steps + steps }))
        .sort((a, b) => a.steps - b.steps)
    }
    front = [...new Set(inputs.map((input) => input.material))].filter((id) => !seen.has(id))
    for (const id of front) seen.add(id)
  }
  return []
}

/**
 * Of `voices` those that say what a table, a map or a page asks of a field: the nearest that speak, oldest first.
 *
 * `says` tells whether a record of the field's template has a value there. Nothing that was not done says anything.
 */
export function speakersOf(
  voices: readonly Voice[], template: string, group: string | undefined, says: (record: LineageRecord) => boolean,
): readonly Voice[] {
  const nearest: Voice[] = []
  for (const voice of voices) {
    // Voices stand nearest first, so nothing beyond this distance is of any use.
    if (nearest.length > 0 && voice.steps > nearest[0]!.steps) break
    if (voice.record.template.template !== template || !isDone(voice.record)) continue
    if (speaks(voice, group) && says(voice.record)) nearest.push(voice)
  }
  return nearest
}

/** Whether something happened that can be reported: a plan and a failure say nothing. */
export function isDone({ content }: LineageRecord): boolean {
  return content.kind === 'material' || content.state === 'done'
}

/** Whether what this record says of a field with that property group holds for the material. */
export function speaks(voice: Voice, group: string | undefined): boolean {
  if (voice.record.content.kind !== 'measurement' || voice.kept === 'all') return true
  return group !== undefined && voice.kept.has(group)
}

/** The groups of `kept` that a process leaves as they were in its input of that role. */
function keptAcross(
  kept: Kept, { template }: LineageRecord, inputs: ProcessContent['inputs'], role: string | undefined,
): Kept {
  const handedOn = role === undefined ? [] : (template.hands_on?.[role] ?? [])
  const unchanged = new Set(inputs.length > 1 ? handedOn : [...(template.keeps ?? []), ...handedOn])
  return kept === 'all' ? unchanged : new Set([...kept].filter((group) => unchanged.has(group)))
}

function without(kept: Kept, before: Kept): Kept {
  if (before === 'all') return new Set()
  return kept === 'all' ? kept : new Set([...kept].filter((group) => !before.has(group)))
}

function joined(before: Kept, fresh: Kept): Kept {
  return before === 'all' || fresh === 'all' ? 'all' : new Set([...before, ...fresh])
}
