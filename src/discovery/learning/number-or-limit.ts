import type { Limit } from './columns.ts'

/** A number as a cell of a CSV file may have it, and on which side of it the value lies where it is only a limit. */
export type NumberOrLimit = { readonly value: number; readonly limit: Limit | null }

/** Reads `12.5`, `-3e-4`, `<1E-10`, `> 200`; null for what is written otherwise (`1,5`, `12 MPa`, `NaN`). */
export function numberOrLimit(cell: string): NumberOrLimit | null {
  const [, sign, digits] = /^([<>≤≥]?)\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)$/i.exec(cell) ?? []
  if (digits === undefined) return null
  return { value: Number(digits), limit: !sign ? null : '<≤'.includes(sign) ? 'below' : 'above' }
}
