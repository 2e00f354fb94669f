import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { RandomAccessReader, fromRandomAccessReaderPromise } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import { Refusal } from '#science/refusal.ts'
import type { SheetFile } from './sheet-file.ts'

/** What an archive is taken for: how its parts are named, and in which words it is refused. */
export type ArchiveKind = {
  readonly mostParts: number
  /** The name by which a part is found. */
  keyOf(name: string): string
  notOne(): Refusal
  damaged(part: string, reason: string): Refusal
  hasPassword(): Refusal
  tooLarge(part: string, bytes: number, most: number): Refusal
  packedTooWell(part: string, ratio: number, most: number): Refusal
}

/** A sheet of 1,048,576 rows × 50 numbers has 2.5 GB. */
const MOST_BYTES = 4_000_000_000
/** Sheets pack to a fifth … a fortieth; rows of nothing but formats to a hundredth. */
export const MOST_RATIO = 250
/** Smaller parts do no harm, however well they are packed. */
const RATIO_COUNTS_FROM_BYTES = 20_000_000

/** The parts of a ZIP archive by their names, checked against size and CRC-32 as they are read. */
export class ZipParts {
  readonly #zip: ZipFile
  readonly #entries: ReadonlyMap<string, Entry>
  readonly #kind: ArchiveKind

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>, kind: ArchiveKind) {
    this.#zip = zip
    this.#entries = entries
    this.#kind = kind
  }

  /** Refuses as `notOne` where the file does not begin as an archive, as `damaged` where it is not whole. */
  static async open(file: SheetFile, kind: ArchiveKind): Promise<ZipParts> {
    const reader = new FileReader(file)
    try {
      for await (const bytes of file.range(0, Math.min(2, file.size))) {
        if (bytes.length < 2 || bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw kind.notOne()
      }
      if (file.size < 2) throw kind.notOne()
      const zip = await fromRandomAccessReaderPromise(reader, file.size, { autoClose: false })
      if (zip.entryCount > kind.mostParts) throw kind.damaged('ZIP', `${zip.entryCount} parts`)
      const entries = new Map<string, Entry>()
      for await (const entry of zip.eachEntry()) entries.set(kind.keyOf(entry.fileName), entry)
      return new ZipParts(zip, entries, kind)
    } catch (error) {
      throw asDamaged('ZIP', error, kind)
    }
  }

  /** The names by which its parts are found, in the order in which they lie. */
  get names(): string[] {
    return [...this.#entries.keys()]
  }

  /** How many bytes all parts say they unpack to. */
  get bytes(): number {
    return [...this.#entries.values()].reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0)
  }

  has(name: string): boolean {
    return this.#entries.has(this.#kind.keyOf(name))
  }

  /** How many bytes a part says it unpacks to; 0 where it is missing. */
  bytesOf(name: string): number {
    return this.#entries.get(this.#kind.keyOf(name))?.uncompressedSize ?? 0
  }

  /** Size and checksum of a part as one text, equal for equal bytes; empty where it is missing. */
  markOf(name: string): string {
    const entry = this.#entries.get(this.#kind.keyOf(name))
    return entry ? `${entry.uncompressedSize} ${entry.crc32}` : ''
  }

  /** The bytes of a part, unpacked as they are taken; what is wrong with them may show only at their end. */
  async *read(name: string, most = MOST_BYTES): AsyncIterable<Uint8Array> {
    const entry = this.#entries.get(this.#kind.keyOf(name))
    if (!entry) throw this.#kind.damaged(name, 'the part is missing')
    if (entry.isEncrypted()) throw this.#kind.hasPassword()
    const { uncompressedSize, compressedSize } = entry
    if (uncompressedSize > most) throw this.#kind.tooLarge(name, uncompressedSize, most)
    const ratio = Math.round(uncompressedSize / Math.max(1, compressedSize))
    if (uncompressedSize > RATIO_COUNTS_FROM_BYTES && ratio > MOST_RATIO) throw this.#kind.packedTooWell(name, ratio, MOST_RATIO)
    let stream: Readable | null = null
    try {
      stream = await this.#zip.openReadStreamPromise(entry)
      let sum = 0
      for await (const bytes of stream as AsyncIterable<Buffer>) {
        sum = crc32(bytes, sum)
        yield bytes
      }
      if (sum !== entry.crc32) throw this.#kind.damaged(name, 'its check sum (CRC-32) differs')
    } catch (error) {
      throw asDamaged(name, error, this.#kind)
    } finally {
      stream?.destroy()
    }
  }
}

/** What yauzl and zlib throw says that the archive is damaged; what the disk throws says something else. */
function asDamaged(part: string, error: unknown, kind: ArchiveKind): unknown {
  if (error instanceof Refusal || !(error instanceof Error) || 'syscall' in error) return error
  return kind.damaged(part, error.message)
}

class FileReader extends RandomAccessReader {
  readonly #file: SheetFile

  constructor(file: SheetFile) {
    super()
    this.#file = file
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#file.range(start, end), { objectMode: false })
  }
}
