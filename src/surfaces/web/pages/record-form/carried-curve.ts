import type { lookAtSheet } from '#contract/operations/import.ts'
import type { AnswerOf } from '#contract/operation.ts'

/** A sheet that was uploaded already, on its way into the curve field of a form; `reading` is null where it is read as is guessed. */
export type Carried = {
  readonly template: string
  readonly field: string
  readonly file: { readonly sha256: string; readonly name: string }
  readonly reading: AnswerOf<typeof lookAtSheet>['reading'] | null
}

/** The address of a form that takes a sheet along. */
export function carriedAddress(hub: string, { template, field, file, reading }: Carried): string {
  const query = new URLSearchParams({ template, curve: field, file: file.sha256, file_name: file.name, ...(reading && { reading: JSON.stringify(reading) }) })
  return `/h/${hub}/records/new?${query}`
}

/** What an address carries into the field at a place of the form; null where it carries nothing there. */
export function carriedTo(query: URLSearchParams, at: string): Pick<Carried, 'file' | 'reading'> | null {
  const [sha256, field, reading] = [query.get('file'), query.get('curve'), query.get('reading')]
  if (sha256 === null || at !== `record/values/${field}`) return null
  try {
    return { file: { sha256, name: query.get('file_name') ?? 'curve.csv' }, reading: reading === null ? null : (JSON.parse(reading) as Carried['reading']) }
  } catch {
    return null
  }
}
