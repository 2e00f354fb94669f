import type { AnswerOf } from '#contract/operation.ts'
import type { checkTemplate } from '#contract/operations/template.ts'

export type Fault = AnswerOf<typeof checkTemplate>['faults'][number]

/** The faults of the field at a place among those written. */
export function faultsOfField(faults: readonly Fault[], place: number): Fault[] {
  return faults.filter(({ path }) => path === `fields.${place}` || path.startsWith(`fields.${place}.`))
}

/** The faults that are of no one field. */
export function faultsOfWhole(faults: readonly Fault[]): Fault[] {
  return faults.filter(({ path }) => !/^fields\.\d/.test(path))
}
