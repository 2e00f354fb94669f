import type { Text } from '#science/refusal.ts'

/** Why a template cannot be taken as it stands, and where in it: `['fields', 2, 'unit']`. */
export type TemplateProblem = {
  readonly code: string
  readonly path: readonly (string | number)[]
  readonly text: Text
  readonly details: Readonly<Record<string, unknown>>
}

/** A problem at a place; `details` repeats the values that the sentence names. */
export function problemAt(
  path: TemplateProblem['path'], code: string, text: Text, details: TemplateProblem['details'] = {},
): TemplateProblem {
  return { code: `template.${code}`, path, text, details }
}
