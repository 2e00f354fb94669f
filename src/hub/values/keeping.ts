import { Refusal } from '#science/refusal.ts'
import type { Problem } from '#record/templates/problem.ts'
import type { Installation, Reader } from '../installation.ts'

/** Where values that are files are kept: the files of one hub, and who adds to them. */
export type Keeping = {
  readonly db: Reader
  readonly files: Installation['files']
  readonly hub: string
  readonly author: string
}

/** Refuses for the first problem, if there is one. */
export function refuseFirst([problem]: readonly Problem[]): void {
  if (problem) throw new Refusal(problem.code, problem.text, { ...problem.details, field: problem.field })
}
