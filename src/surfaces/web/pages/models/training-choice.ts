import type { AnswerOf } from '#contract/operation.ts'
import type { listTemplates } from '#contract/operations/hub.ts'
import type { getTableRows } from '#contract/operations/table.ts'
import { StageSchema } from '#contract/schemas/record.ts'

type Column = AnswerOf<typeof getTableRows>['columns'][number]
const STAGES = StageSchema.options

type Template = AnswerOf<typeof listTemplates>['templates'][number]

/** Whether a column is a result of the same test as the target: known only once the target is known. */
export function isSameTestResult(column: Column, target: Column, templates: readonly Template[]): boolean {
  if (column.path.from !== target.path.from || column.template !== target.template) return false
  if (column.path.from === 'source' || column.path.from === 'amount') return false
  const field = column.path.field
  const template = templates.find((candidate) => candidate.template === column.template)
  return template?.fields.find(({ name }) => name === field)?.role === 'result'
}

/** Columns that a model may learn from: not the target, and nothing that is mere text such as a DOI. */
export function possibleInputs(columns: readonly Column[], target: string): Column[] {
  return columns.filter((column) => column.name !== target && column.kind !== 'text' && column.path.from !== 'source')
}

/** Inputs ticked at first: all that are possible and would be known before the test. */
export function firstInputs(columns: readonly Column[], target: string, templates: readonly Template[]): string[] {
  const goal = columns.find(({ name }) => name === target)
  return possibleInputs(columns, target)
    .filter((column) => column.filled > 0 && !(goal && isSameTestResult(column, goal, templates)))
    .map(({ name }) => name)
}

/** Groups at first: the composition and the source, so that neither the same alloy nor the same paper is on both sides. */
export function firstGroups(columns: readonly Column[]): string[] {
  return columns.filter((column) => column.kind === 'composition' || column.path.from === 'source').map(({ name }) => name)
}

/** The target at first: the fullest column of numbers that is a result of the rows' own test, else any column of numbers. */
export function firstTarget(columns: readonly Column[], templates: readonly Template[]): string | null {
  const numbers = columns.filter(({ kind }) => kind === 'number').sort((a, b) => b.filled - a.filled)
  const own = numbers.filter((column) => column.path.from === 'own' && isSameTestResult(column, column, templates))
  return (own[0] ?? numbers[0])?.name ?? null
}

/**
 * Columns that may come out on the way: numbers and labels found on something before the rows' own record, at a stage after the
 * first of what is learned from and not after the target's.
 */
export function onTheWayChoices(columns: readonly Column[], inputs: readonly string[], target: string): string[] {
  const stages: readonly string[] = STAGES
  const place = (column: Column | undefined) => (column ? stages.indexOf(column.stage ?? '') : -1)
  const chosen = columns.filter(({ name }) => inputs.includes(name))
  const first = Math.min(...chosen.map(place))
  const last = place(columns.find(({ name }) => name === target))
  return chosen
    .filter((column) => (column.kind === 'number' || column.kind === 'category') && column.path.from === 'up' && place(column) > first && place(column) <= last)
    .map(({ name }) => name)
}
