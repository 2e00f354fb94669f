import { z } from 'zod'
import { FileSchema } from './recipe.ts'
import { TextSchema } from './text.ts'

/** The beginning of a sheet as it would be read, for whoever decides how to read it. */
export const SheetLookSchema = z
  .object({
    /** How it was read, as a recipe states it: guessed where the caller did not say. */
    reading: FileSchema,
    /** Sheets of a workbook, in its order; a CSV file has none. */
    sheets: z.array(z.object({ name: z.string(), rows: z.int().nullable(), columns: z.int().nullable() })),
    /** Files of a ZIP that seem to hold rows, as `reading.path` names one; none where the sheet came alone. */
    tables: z.array(z.string()),
    /** How many files a ZIP holds; null where the sheet came alone. */
    files: z.int().nullable(),
    header: z.array(z.string()),
    /** The first rows below the header, at most 50; `line` as findings name it. */
    rows: z.array(z.object({ line: z.int(), cells: z.array(z.string()) })),
    /** What the guess of `reading` rests on, and what speaks against it. */
    remarks: z.array(TextSchema),
  })
  .meta({ id: 'SheetLook' })
