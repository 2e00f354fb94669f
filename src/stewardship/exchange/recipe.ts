import type { Text } from '#science/refusal.ts'
import type { Origin } from '#record/records/record.ts'

/** The encodings in which a text file may be read; `utf-16` needs the mark at its start that tells the order of its bytes. */
export type TextEncoding = 'utf-8' | 'utf-16' | 'cp949' | 'windows-1252'

/** Where a sheet's columns and rows begin, and what its columns are called. */
export type SheetShape = {
  /** Lines before the header that are passed over; of a turned sheet, columns. */
  readonly skip?: number | undefined
  /** How many rows make the header: 1 where it is not said. Their cells are joined as `group / field`. */
  readonly header_rows?: number | undefined
  /** Which of the header's rows holds the units, the first being 1; they are joined as `field (unit)`. */
  readonly units_row?: number | undefined
  /** Which of the header's rows holds the names, where the others say other things (a unit, a comment) and are passed over. */
  readonly names_row?: number | undefined
  /**
   * `to_next`: what stands in an upper row of the header stands over the empty cells behind it too, up to the next that is filled.
   * Otherwise a group reaches as far as it is merged.
   */
  readonly groups?: 'as_merged' | 'to_next' | undefined
  /** Fields are rows and samples columns: the sheet is turned before anything else is looked at. */
  readonly transposed?: boolean | undefined
  /**
   * `completed`: a name that comes again gets ` #2`, and a column without one is called by its letter, `(D)`.
   * Otherwise both are refused.
   */
  readonly names?: 'as_written' | 'completed' | undefined
  /** Lines whose first cell begins so are no rows: what an instrument writes between those of its table. */
  readonly pass_over?: string | undefined
}

/** How the bytes of the file are to be read; `missing` are the texts that say that nothing is known. */
export type RecipeFile = TableFile | FolderFile

/** A file that holds rows. */
export type TableFile = CsvFile | XlsxFile

export type CsvFile = SheetShape & {
  readonly kind: 'csv'
  /** Where the sheet lies in a folder of files (a ZIP); absent where the file is the sheet itself. */
  readonly path?: string | undefined
  readonly delimiter: string
  readonly encoding: TextEncoding
  /** The sign before the decimals of its numbers: a point where it is not said. */
  readonly decimal?: '.' | ',' | undefined
  readonly missing: readonly string[]
}

export type XlsxFile = SheetShape & {
  readonly kind: 'xlsx'
  /** As of {@link CsvFile}. */
  readonly path?: string | undefined
  /** The sheet's name; may be left out where the workbook has one sheet. */
  readonly sheet?: string | undefined
  readonly missing: readonly string[]
}

/**
 * A folder of files (a ZIP) whose names are the rows: each file whose path fits `pattern`, as `curves/{alloy}-{T}C.csv`.
 *
 * The columns are what stands in the braces, and `path`.
 */
export type FolderFile = {
  readonly kind: 'folder'
  readonly pattern: string
  readonly missing: readonly string[]
}

/** An axis of a curve: the field's name for it, and the column of the file that holds it. */
export type RecipeAxis = { readonly axis: string; readonly header: string; readonly unit: string }

/** Where the file is published, and the checksum of the version that the recipe was written for. */
export type RecipeSource = {
  readonly name: string
  readonly url: string
  /** SHA-256 in hexadecimal; with `bytes` absent where a whole folder is published. */
  readonly sha256?: string | undefined
  readonly bytes?: number | undefined
  /** SPDX identifier. */
  readonly licence: string
  readonly citation: string
  readonly doi?: string
}

/**
 * One column of the file and how its cells are read: a composition, a number with a unit, words, plain text, the name of
 * a record that the hub holds, or a file that came with the sheet.
 *
 * Two columns may read the same header, each under its own condition. `stated` is read instead of the cell, in rows where
 * the cell is filled: what a header, a file's name or its makers say (`σ (S/cm, T=300K)`), and no cell does.
 *
 * `words` turns what stands in the file into terms of the template. A list of terms is used in turn when the word
 * appears again in the same cell: with `BCC: [BCC, second_BCC]` the cell `BCC+BCC` holds both terms.
 */
export type RecipeColumn = {
  readonly header: string
  /** The cell counts only in rows where one of these columns is filled, and counts itself. */
  readonly when?: readonly string[]
  /** The cell does not count in rows where one of these columns is filled. */
  readonly unless?: readonly string[]
  /** Texts that say here that there is nothing, besides those of the whole file. */
  readonly missing?: readonly string[]
  /**
   * Which part of the cell is read: a sign that parts it, and which of its parts, from 1 or, backwards, from -1; then the
   * same within that part. With `{'|': 2, '>>': 1}` the cell `CdS | ZnO >> AZO` holds `ZnO`.
   */
  readonly part?: Readonly<Record<string, number>>
} & (
  | { readonly composition: 'amount' | 'mass'; readonly stated?: string }
  /** The composition lies in several columns of the recipe, a share in percent each: element ← column. `rest` makes up 100. */
  | { readonly composition: 'amount' | 'mass'; readonly shares: Readonly<Record<string, string>>; readonly rest?: string }
  /**
   * A composition whose parts are listed in one cell (`Cs; FA`) and their amounts in another (`0.17; 0.83`): by the columns
   * of the parts those of the amounts. `formulas` says what a short name stands for.
   */
  | {
    readonly composition: 'amount' | 'mass'
    readonly lists: Readonly<Record<string, string>>
    readonly between: string
    readonly formulas?: Readonly<Record<string, string>>
  }
  /** `uncertainty_column`: the column with the number's standard deviation. `after`: signs that follow it (`4910x`), passed over. */
  | { readonly unit: string; readonly stated?: string; readonly uncertainty_column?: string; readonly after?: readonly string[] }
  /** The unit stands in another column of the same row; `units` says which unit a text there means. */
  | { readonly unit_column: string; readonly units?: Readonly<Record<string, string>> }
  | { readonly words: Readonly<Record<string, string | readonly string[]>>; readonly split?: string; readonly stated?: string }
  | { readonly text: true; readonly stated?: string }
  /** The name (or id) of a record by this template, which the hub holds already; `words` says which name a text here stands for. */
  | { readonly names: string; readonly words?: Readonly<Record<string, string>> }
  /** A file of the folder: its path, in which `{}` stands for the cell's text. */
  | { readonly file: string }
  /** The same, of which columns are read as a curve; `unit` is stated here, as of any number. */
  | { readonly curve: string; readonly read: TableFile; readonly axes: readonly RecipeAxis[] }
)

/** A record of the recipe, or a column that names one of the hub; of several records the first that the row makes. */
export type RecipeMaterial = string | readonly string[]

export type RecipeParticipation = { readonly record: RecipeMaterial; readonly role?: string }

/** One kind of record made from a row. */
export type RecipeRecord = {
  /** The recipe's own name of this record, used by `of`, `inputs`, `outputs` and `key`. */
  readonly as: string
  /** `name@version`. */
  readonly template: string
  /** Text with `{column}` placeholders; parts between ` · ` whose columns are all empty are left out. */
  readonly name: string
  readonly origin: Origin
  /** `file`: the makers of the file added these values themselves, so that they are the source; otherwise the row's. */
  readonly source?: 'row' | 'file'
  /** Columns and other records that make two rows speak of the same record. */
  readonly key: readonly string[]
  /** Made only if one of these columns is filled. */
  readonly when?: readonly string[]
  /** What was only planned; `done` where it is not said (no material). */
  readonly state?: 'planned' | 'done'
  /** Field of the template ← column. */
  readonly values: Readonly<Record<string, string>>
  /** The material measured, as a record of the recipe or a column that names one of the hub (measurements only). */
  readonly of?: RecipeMaterial
  /** Materials that go in and come out (processes only). */
  readonly inputs?: readonly RecipeParticipation[]
  readonly outputs?: readonly RecipeParticipation[]
}

/**
 * How a file of rows becomes linked records: data, not code.
 *
 * `literature` names the columns that hold each row's own publication; without it, or in a row without a DOI, the
 * records' source is the file's `source` as a database, or own work where the recipe has none.
 */
export type Recipe = {
  readonly recipe: string
  readonly version: number
  readonly title: Text
  readonly description?: Text
  readonly file: RecipeFile
  readonly source?: RecipeSource
  readonly columns: Readonly<Record<string, RecipeColumn>>
  readonly literature?: { readonly doi: string; readonly title?: string; readonly year?: string }
  readonly records: readonly RecipeRecord[]
}

/** How a file of records, one JSON object `{key, content}` a line, is read: as it stands. `recipe` names its keys. */
export type RecordLines = { readonly recipe: string; readonly file: { readonly kind: 'jsonl' } }

export function isRecordLines(reading: Recipe | RecordLines): reading is RecordLines {
  return reading.file.kind === 'jsonl'
}
