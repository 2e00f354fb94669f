import type { z } from 'zod'
import { Refusal } from '#science/refusal.ts'
import { readJson } from '#contract/files/read-json.ts'
import type { DraftSourceSchema, FirstDraftSchema } from '#contract/schemas/template-change.ts'
import { draftFromColumns } from '#record/templates/first-draft/draft-from-columns.ts'
import { draftFromJsonSchema } from '#record/templates/first-draft/draft-from-json-schema.ts'
import { newestByName } from '#record/templates/newest-by-name.ts'
import { readCsv } from '#stewardship/exchange/read-csv.ts'
import { guessDelimiter } from '#stewardship/exchange/guess-delimiter.ts'
import { hubFor } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { templatesOf } from '../records/templates-of.ts'

type FirstDraft = z.infer<typeof FirstDraftSchema>

/** Rows that are looked at to guess what a column holds. */
const MOST_ROWS = 500

/** A template to begin with, from the beginning of a CSV file or from a JSON Schema; stores nothing. */
export async function draftTemplateIn(
  at: Installation, actor: Actor, slug: string, source: z.infer<typeof DraftSourceSchema>,
): Promise<FirstDraft> {
  const hub = await hubFor(at.db, actor, slug, 'template')
  if ('json_schema' in source) return draftFromJsonSchema(readJson(source.json_schema, source.file), source.file) as FirstDraft
  const newest = [...newestByName((await templatesOf(at.db, hub.id)).values()).values()]
  // A field is called as where it was first stated, not as in what extends that.
  const known = newest.sort((a, b) => Number(a.extends !== undefined) - Number(b.extends !== undefined))
  const { header, rows } = await readSheet(source.csv)
  return draftFromColumns(header, rows, known, source.file.replace(/\.[^.]*$/, '')) as FirstDraft
}

async function readSheet(text: string): Promise<{ header: readonly string[]; rows: readonly (readonly string[])[] }> {
  let header: readonly string[] | null = null
  const rows: (readonly string[])[] = []
  try {
    for await (const { cells } of readCsv(bytesOf(text), { delimiter: guessDelimiter(text).value })) {
      if (header === null) header = cells
      else rows.push(cells)
      if (rows.length >= MOST_ROWS) break
    }
  } catch (error) {
    // A header alone is enough to begin with.
    if (header === null || !(error instanceof Refusal && error.code === 'csv.no_rows')) throw error
  }
  return { header: header ?? [], rows }
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text)
}
