import type { BuiltTable } from '#record/tables/build-table.ts'
import type { Cell } from '#record/tables/cell.ts'
import { runInThread } from '#platform/jobs/run-in-thread.ts'
import type { Installation } from '../installation.ts'
import type { CifText } from './describe-thread.ts'

/** By the key of their file (`fileKey`) the numbers that describe structures, in the order of `STRUCTURE_DESCRIPTORS`. */
export type DescribedStructures = ReadonlyMap<string, readonly (number | null)[]>

/** Files are read and sent to the thread in lots of about so many bytes, so that a table of large files needs no more memory. */
const LOT_BYTES = 10_000_000

/** What tells two structures of a table's cells apart. */
export function fileKey({ sha256, block }: NonNullable<Cell['file']>): string {
  return block === undefined ? sha256 : `${sha256} ${block}`
}

/**
 * Describes every structure in the columns `inputs` of a table, each file once, in threads of their own.
 *
 * Throws what opening a file throws: a file that is gone is no structure that was never known.
 */
export async function describeStructures(
  at: Pick<Installation, 'files'>, { columns, rows }: BuiltTable, inputs: readonly string[], signal?: AbortSignal,
): Promise<DescribedStructures> {
  const asked = [...columns.keys()].filter((k) => columns[k]!.kind === 'structure' && inputs.includes(columns[k]!.name))
  const files = new Map(rows.flatMap(({ cells }) => asked.flatMap((k) => {
    const file = cells[k]?.file
    return file ? [[fileKey(file), file] as const] : []
  })))
  const described = new Map<string, readonly (number | null)[]>()
  let lot: (CifText & { key: string })[] = []
  let bytes = 0
  const describeLot = async () => {
    const numbers = await runInThread<(number | null)[][]>(
      import.meta.resolve('./describe-thread.ts'), lot.map(({ text, block }) => ({ text, block })), signal && { signal })
    for (const [nth, { key }] of lot.entries()) described.set(key, numbers[nth]!)
    lot = []
    bytes = 0
  }
  for (const [key, { sha256, block }] of files) {
    const chunks: Uint8Array[] = []
    for await (const chunk of (await at.files.open(sha256, { verify: true })) as AsyncIterable<Uint8Array>) chunks.push(chunk)
    // As they are read when a record is written: tags, symbols and numbers are ASCII.
    const text = Buffer.concat(chunks).toString('latin1')
    lot.push({ key, text, block })
    bytes += text.length
    if (bytes > LOT_BYTES) await describeLot()
  }
  if (lot.length > 0) await describeLot()
  return described
}
