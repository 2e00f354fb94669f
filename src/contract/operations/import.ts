import { z } from 'zod'
import { operation } from '../operation.ts'
import { NextSchema, PageQuery } from '../page.ts'
import { FileSchema } from '../schemas/recipe.ts'
import { SheetLookSchema } from '../schemas/sheet.ts'
import { ImportSchema, UndoReportSchema } from '../schemas/import.ts'
import { Sha256Schema } from '../schemas/record.ts'
import { HubParams } from './hub.ts'

const tag = 'import'

/** The file goes first, raw, to `POST /hubs/{hub}/files`; it comes back byte for byte from `GET /files/{sha256}`. */
export const createImport = operation({
  id: 'createImport', method: 'post', path: '/hubs/{hub}/imports', tag, status: 202, once: true,
  summary: 'Starts bringing an uploaded file in by a recipe; all of it or nothing', params: HubParams,
  body: z.strictObject({
    /**
     * Name of a known recipe, or the YAML text of one; or, for a file of JSON lines `{key, content}`, each a record as the
     * API has it with keys in place of ids, the name under which its keys are remembered.
     */
    recipe: z.union([
      z.strictObject({ name: z.string() }),
      z.strictObject({ yaml: z.string(), templates: z.array(z.string()).default([]) }),
      z.strictObject({ records: z.string().min(1).max(100) }),
    ]),
    file: z.strictObject({ sha256: Sha256Schema, name: z.string().min(1).max(300) }),
  }),
  answer: ImportSchema,
})

export const lookAtSheet = operation({
  id: 'lookAtSheet', method: 'post', path: '/hubs/{hub}/sheet-look', tag,
  summary: 'The beginning of an uploaded sheet, read as `reading` says or as is guessed; nothing is written', params: HubParams,
  body: z.strictObject({
    file: z.strictObject({ sha256: Sha256Schema, name: z.string().min(1).max(300) }),
    reading: FileSchema.optional(),
    /** Of a ZIP the table, of a workbook the sheet to guess for, where no reading is given. */
    table: z.string().min(1).max(1_000).optional(),
    sheet: z.string().min(1).max(31).optional(),
  }),
  answer: SheetLookSchema,
})

export const getSheetText = operation({
  id: 'getSheetText', method: 'post', path: '/hubs/{hub}/sheet-text', tag,
  summary: 'An uploaded sheet as plain CSV, read as `reading` says or as is guessed: its header, then its rows, points before decimals, nothing where nothing is known',
  params: HubParams, body: z.strictObject({ file: z.strictObject({ sha256: Sha256Schema, name: z.string().min(1).max(300) }), reading: FileSchema.optional() }),
  answer: z.object({ text: z.string() }),
})

export const listImports = operation({
  id: 'listImports', method: 'get', path: '/hubs/{hub}/imports', tag,
  summary: 'Imports of this hub, newest first, without findings', params: HubParams, query: PageQuery,
  answer: z.object({ imports: z.array(ImportSchema), next: NextSchema }),
})

export const checkUndoImport = operation({
  id: 'checkUndoImport', method: 'get', path: '/imports/{id}/undo', tag,
  summary: 'What undoing an import would do: how many records go, say again what they said before, or stay and why; nothing is written',
  params: z.object({ id: z.uuid() }), answer: UndoReportSchema,
})

export const undoImport = operation({
  id: 'undoImport', method: 'post', path: '/imports/{id}/undo', tag, status: 202,
  summary: 'Takes an import back, whole; what was revised or used since stays and is listed', params: z.object({ id: z.uuid() }),
  body: z.strictObject({ reason: z.string().trim().min(1).max(2000) }), answer: ImportSchema,
})

export const getImport = operation({
  id: 'getImport', method: 'get', path: '/imports/{id}', tag,
  summary: 'One import with its report', params: z.object({ id: z.uuid() }), answer: ImportSchema,
})
