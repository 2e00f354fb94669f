import type { Text } from '#science/refusal.ts'

/** A condition that stands in a header: `σ (S/cm, T=300K)` was measured at 300 K. */
export type StatedCondition = { readonly field: string; readonly value: string; readonly unit: string }

/** Field of a template that a column's cells fill, and how they are read. */
export type ValueChoice = {
  readonly use: 'value'
  /** `name@version`. */
  readonly template: string
  readonly field: string
  readonly unit?: string | undefined
  /** Header of the column in which the unit stands; `units` turns what stands there into units. */
  readonly unit_column?: string | undefined
  readonly units?: Readonly<Record<string, string>> | undefined
  readonly composition?: 'amount' | 'mass' | undefined
  /** Term by word of the sheet; a word that is not here is refused where it stands. */
  readonly words?: Readonly<Record<string, string>> | undefined
  readonly split?: string | undefined
  readonly condition?: StatedCondition | undefined
  /** Whether rows that differ here speak of different things. */
  readonly key?: boolean | undefined
}

/** Files of the ZIP that a column's cells name: the field that they fill, and their paths, in which `{}` is the cell's text. */
export type NamedFile = { readonly template: string; readonly field: string; readonly path: string }

/** A column that names files and says nothing else. */
export type FileChoice = NamedFile & { readonly use: 'file' }

/** A column that names a thing (`name`) or only tells things apart (`key`), and perhaps its files. */
export type NameChoice = { readonly use: 'name' | 'key'; readonly file?: NamedFile | undefined }

/** A column whose cells name material records that the hub holds, by this template (of any version). */
export type RecordChoice = { readonly use: 'record'; readonly template: string; readonly file?: NamedFile | undefined }

/** What becomes of a column. `doi`, `title` and `year` are of the row's article. */
export type ColumnChoice = ValueChoice | FileChoice | NameChoice | RecordChoice | { readonly use: 'doi' | 'title' | 'year' | 'leave_out' }

export type FieldAt = { readonly template: string; readonly field: string }

/** A column of a sheet and what is proposed for it. */
export type MappedColumn = {
  readonly header: string
  /** `asked`: a person has to say; `unmatched`: nothing of the hub seems meant, and it is left out. */
  readonly state: 'chosen' | 'guessed' | 'asked' | 'unmatched'
  /** As far as it is known; of an `asked` column perhaps without its unit. */
  readonly choice: ColumnChoice | null
  /** What the guess rests on, or what is asked. */
  readonly because: Text
  /** Fields that may be meant, the likeliest first. */
  readonly candidates: readonly FieldAt[]
  /** Templates by whose names records are called as its cells are, the most first. */
  readonly records: readonly string[]
  /** What stands around its cells in paths of the ZIP: `cifs/{}.cif`; null where its cells name no files. */
  readonly path: string | null
  /** Whether it is filled in every row, and no two say the same. */
  readonly distinct: boolean
  /** What the header says, read as people write headers. */
  readonly unit: string | null
  readonly condition: { readonly name: string; readonly value: string; readonly unit: string } | null
  /** Different words of the rows read, where they are few enough to be terms. */
  readonly words: readonly string[]
}

/** The files that a choice takes beside whatever else it is. */
export function fileOf(choice: ColumnChoice | null): NamedFile | null {
  if (choice?.use === 'file') return choice
  return choice?.use === 'name' || choice?.use === 'key' || choice?.use === 'record' ? (choice.file ?? null) : null
}
