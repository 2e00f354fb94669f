import { createHash } from 'node:crypto'
import { parseArchiveManifest } from '#contract/files/archive-manifest.ts'
import type { ArchiveManifest } from '#contract/files/archive-manifest.ts'
import { countRows } from '#stewardship/archive/copy-text.ts'
import { archiveDamaged, notAnArchive } from '#stewardship/archive/refusals.ts'
import { readTar } from '#stewardship/archive/tar.ts'
import type { TarMember } from '#stewardship/archive/tar.ts'

/** What an archive holds, in the order in which it comes; a file's content is there until the next is asked for. */
export type ArchivePart =
  | { readonly kind: 'manifest'; readonly manifest: ArchiveManifest }
  | { readonly kind: 'rows'; readonly table: ArchiveManifest['tables'][number]; readonly rows: number; readonly piece: Buffer }
  | { readonly kind: 'file'; readonly sha256: string; readonly content: AsyncIterable<Buffer> }
  | { readonly kind: 'damaged files'; readonly sha256s: readonly string[] }

/** What is read into memory at once; the writer's parts have 4 MB or one row. */
const MOST_BYTES = 1_100_000_000

/**
 * Reads an archive from its first byte to its last, and holds it to itself: order, number of rows and files, every checksum.
 *
 * Whoever gets to the end has seen exactly what was written; until then nothing is certain. Refuses `archive.*`.
 */
export async function* readArchive(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<ArchivePart> {
  const sums = createHash('sha256')
  let order: Order | undefined
  let isWhole = false
  for await (const member of readTar(bytes)) {
    if (isWhole) throw archiveDamaged(`${member.name} after its end`)
    if (member.name === 'SHA256SUMS') {
      order?.requireAll()
      if ((await hashOf(member)) !== sums.digest('hex')) throw archiveDamaged('the checksums at its end are of other bytes')
      isWhole = true
      continue
    }
    const hash = createHash('sha256')
    const content = hashed(member, hash)
    if (!order) {
      if (member.name !== 'manifest.json') throw notAnArchive()
      const manifest = parseArchiveManifest((await whole(content, member)).toString())
      order = new Order(manifest)
      yield { kind: 'manifest', manifest }
    } else {
      const { name } = member
      if (name.startsWith('tables/')) {
        const piece = await whole(content, member)
        const rows = countRows(piece)
        yield { kind: 'rows', table: order.takeRows(name, rows), rows, piece }
      } else if (name.startsWith('files/')) {
        const sha256 = order.takeFile(name)
        yield { kind: 'file', sha256, content }
        for await (const _ of content) continue
      } else {
        yield { kind: 'damaged files', sha256s: order.takeDamaged(name, (await whole(content, member)).toString()) }
      }
    }
    const found = hash.digest('hex')
    if (member.name === `files/${found}` || !member.name.startsWith('files/')) sums.update(`${found}  ${member.name}\n`)
    else throw archiveDamaged(member.name)
  }
  if (!isWhole) throw archiveDamaged('its checksums are missing')
}

/** Holds the members to what the manifest says will come. */
class Order {
  readonly #manifest: ArchiveManifest
  #table = -1
  #part = 0
  readonly #rows: number[]
  #files = 0
  #lastFile = ''
  #isClosed = false

  constructor(manifest: ArchiveManifest) {
    this.#manifest = manifest
    this.#rows = manifest.tables.map(() => 0)
  }

  takeRows(name: string, rows: number) {
    const [, place, tableName, part] = /^tables\/(\d{2,})-([a-z_]+)\/(\d{6,})\.copy$/.exec(name) ?? []
    const at = Number(place) - 1
    const table = this.#manifest.tables[at]
    if (at !== this.#table) this.#part = 0
    const isNext = Number(part) === ++this.#part && at >= this.#table
    if (!table || table.name !== tableName || !isNext || this.#files > 0 || this.#isClosed) throw archiveDamaged(name)
    this.#table = at
    this.#rows[at]! += rows
    return table
  }

  takeFile(name: string): string {
    const sha256 = name.slice('files/'.length)
    if (!/^[0-9a-f]{64}$/.test(sha256) || sha256 <= this.#lastFile || this.#isClosed) throw archiveDamaged(name)
    this.#lastFile = sha256
    this.#files++
    return sha256
  }

  takeDamaged(name: string, text: string): string[] {
    if (name !== 'damaged-files.json' || this.#isClosed || !/^\[("[0-9a-f]{64}"(,"[0-9a-f]{64}")*)?\]\n$/.test(text)) throw archiveDamaged(name)
    this.#isClosed = true
    const damaged = JSON.parse(text) as string[]
    this.#files += damaged.length
    return damaged
  }

  /** Every row and file has come. */
  requireAll(): void {
    const { tables, files } = this.#manifest
    const lacking = tables.find(({ rows }, at) => rows !== this.#rows[at])
    if (lacking) throw archiveDamaged(`rows of ${lacking.name}`)
    if (!this.#isClosed || files.count !== this.#files) throw archiveDamaged('its files')
  }
}

async function* hashed({ content }: TarMember, hash: ReturnType<typeof createHash>): AsyncGenerator<Buffer> {
  for await (const piece of content) {
    hash.update(piece)
    yield piece
  }
}

async function hashOf({ content }: TarMember): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of content) hash.update(piece)
  return hash.digest('hex')
}

async function whole(content: AsyncIterable<Buffer>, { name, size }: TarMember): Promise<Buffer> {
  if (size > MOST_BYTES) throw archiveDamaged(name)
  const pieces: Buffer[] = []
  for await (const piece of content) pieces.push(piece)
  return Buffer.concat(pieces)
}
