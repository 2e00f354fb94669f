import { Refusal } from '#science/refusal.ts'
import type { Problem } from '#record/templates/problem.ts'
import type { Field } from '#record/templates/template.ts'
import type { Installation, Reader } from '../installation.ts'

/** Where values that are files are kept: the files of one hub, and who adds to them. */
export type Keeping = {
  readonly db: Reader
  readonly files: Installation['files']
  readonly hub: string
  readonly author: string
  /** Set for a check, which writes nothing: hears each problem, whose value then stays as it was given. */
  readonly tell?: (problem: Problem) => void
}

/** Refuses for the first problem, if there is one. */
export function refuseFirst([problem]: readonly Problem[]): void {
  if (problem) throw new Refusal(problem.code, problem.text, { ...problem.details, field: problem.field })
}

/** What `work` makes of a field's value; in a check, `given` where it refuses. */
export async function orTold<V>(keeping: Keeping, field: Field, given: V, work: () => Promise<V>): Promise<V> {
  try {
    return await work()
  } catch (error) {
    if (!keeping.tell || !(error instanceof Refusal)) throw error
    keeping.tell({ code: error.code, field: field.name, text: error.text, details: error.details })
    return given
  }
}
