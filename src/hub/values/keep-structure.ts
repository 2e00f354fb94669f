import { Refusal } from '#science/refusal.ts'
import { formatBytes } from '#science/quantities/format-bytes.ts'
import type { StructureValue } from '#record/records/value.ts'
import { structureIn } from '#record/structures/structure-in.ts'
import { heldFile } from './held-file.ts'
import type { Keeping } from './keeping.ts'

/** Larger than any CIF file of one structure, reflections included. */
const MOST_BYTES = 50_000_000

/** A structure with what its CIF file states of it. */
export async function keepStructure(keeping: Keeping, value: StructureValue): Promise<StructureValue> {
  const held = await heldFile(keeping, value.sha256)
  if (held.size > MOST_BYTES) throw tooLarge(value.name, held.size)
  const chunks: Uint8Array[] = []
  for await (const chunk of (await keeping.files.open(value.sha256, { verify: true })) as AsyncIterable<Uint8Array>) chunks.push(chunk)
  // Tags and numbers are ASCII; names of authors, which are not read, may be in any encoding.
  const text = Buffer.concat(chunks).toString('latin1')
  const { type, sha256, name } = value
  return { type, sha256, name, ...held, ...structureIn(text, value.block) }
}

function tooLarge(name: string, size: number): Refusal {
  return new Refusal('structure.too_large', {
    en: `“${name}” has ${formatBytes(size, 'en')}; a structure's CIF file has at most ${formatBytes(MOST_BYTES, 'en')}.`,
    ko: `“${name}”의 크기가 ${formatBytes(size, 'ko')}입니다. 구조의 CIF 파일은 최대 ${formatBytes(MOST_BYTES, 'ko')}입니다.`,
  }, { name, size, most: MOST_BYTES })
}
