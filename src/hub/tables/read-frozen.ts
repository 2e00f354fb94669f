import type { BuiltTable } from '#record/tables/build-table.ts'
import { readTableParquet } from '#stewardship/exchange/table-parquet.ts'
import { thawedTable } from '#stewardship/exchange/table-manifest.ts'
import type { TableManifest } from '#stewardship/exchange/table-manifest.ts'
import type { Installation } from '../installation.ts'

const kept = new Map<string, Promise<BuiltTable>>()
const KEPT = 4

/**
 * The table in a frozen table's two files; `file.corrupt` where they are no longer those that were kept.
 *
 * Frozen tables never change, so the last few stay read.
 */
export function readFrozen(at: Installation, parquet: string, manifest: string): Promise<BuiltTable> {
  const known = kept.get(manifest)
  if (known) return known
  const reading = read(at, parquet, manifest)
  reading.catch(() => kept.delete(manifest))
  kept.set(manifest, reading)
  if (kept.size > KEPT) kept.delete(kept.keys().next().value!)
  return reading
}

/** A frozen table's manifest, its bytes held to their SHA-256. */
export async function readManifest(at: Installation, parquet: string, sha256: string): Promise<TableManifest> {
  const manifest = JSON.parse((await bytesOf(at, sha256)).toString('utf8')) as TableManifest
  if (manifest.parquet.sha256 !== parquet) throw new Error(`manifest ${sha256} is of another file than ${parquet}`)
  return manifest
}

async function read(at: Installation, parquet: string, sha256: string): Promise<BuiltTable> {
  const manifest = await readManifest(at, parquet, sha256)
  const { record, name } = manifest.parquet
  const layout = { record, name, columns: manifest.columns.map((column) => column.parquet) }
  return thawedTable(manifest, await readTableParquet(await bytesOf(at, parquet), layout))
}

async function bytesOf(at: Installation, sha256: string): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of await at.files.open(sha256, { verify: true })) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
