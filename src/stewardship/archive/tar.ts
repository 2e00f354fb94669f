import { archiveCut, archiveDamaged, notAnArchive } from './refusals.ts'

/** A file in a TAR; `content` is read before the next member is asked for, or passed over. */
export type TarMember = { readonly name: string; readonly size: number; readonly content: AsyncIterable<Buffer> }

const BLOCK = 512
/** Two empty blocks end a TAR (POSIX.1-2017, pax, “ustar Interchange Format”). */
export const TAR_END: Uint8Array = Buffer.alloc(2 * BLOCK)

/** Offset and length of the header's fields, in bytes (ibid.). */
const FIELD = {
  name: [0, 100], mode: [100, 8], uid: [108, 8], gid: [116, 8], size: [124, 12], mtime: [136, 12], checksum: [148, 8], type: [156, 1], magic: [257, 8],
} as const
const MAGIC = 'ustar\x0000'
/** What eleven octal digits hold. */
const MOST_BYTES = 8 ** 11 - 1

/** The header of a regular file of mode 0600; `name` is ASCII of at most 100 characters, `size` below 8 GiB. */
export function tarHeader(name: string, size: number, modified: Date): Buffer {
  if (!/^[\x21-\x7e]{1,100}$/.test(name) || size > MOST_BYTES) throw new Error(`No member of an archive: ${name}, ${size} bytes`)
  const header = Buffer.alloc(BLOCK)
  const set = (field: keyof typeof FIELD, text: string) => header.write(text, FIELD[field][0], 'latin1')
  const octal = (field: keyof typeof FIELD, value: number) => set(field, `${value.toString(8).padStart(FIELD[field][1] - 1, '0')}\0`)
  set('name', name)
  octal('mode', 0o600)
  octal('uid', 0)
  octal('gid', 0)
  octal('size', size)
  octal('mtime', Math.floor(modified.getTime() / 1000))
  set('type', '0')
  set('magic', MAGIC)
  set('checksum', `${checksumOf(header).toString(8).padStart(6, '0')}\0 `)
  return header
}

/** What follows a content of so many bytes, up to the next block. */
export function tarPadding(size: number): Uint8Array {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK)
}

/**
 * The members of a TAR, while it is read; all of it is checked, down to the last byte.
 *
 * Takes what {@link tarHeader} writes: regular files. Refuses `archive.foreign` where it does not begin as one, `archive.cut`
 * where it ends before its end, `archive.damaged` for anything else.
 */
export async function* readTar(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<TarMember> {
  const source = new ByteSource(bytes)
  for (let isFirst = true; ; isFirst = false) {
    const header = await source.exactly(BLOCK)
    if (header.every((byte) => byte === 0)) break
    const { name, size } = readHeader(header, isFirst)
    const content = source.next(size)
    yield { name, size, content }
    for await (const _ of content) continue
    requireZeros(await source.exactly(tarPadding(size).length), name)
  }
  requireZeros(await source.exactly(BLOCK), 'its end')
  if (await source.more()) throw archiveDamaged('bytes after its end')
}

function readHeader(header: Buffer, isFirst: boolean): { name: string; size: number } {
  const get = (field: keyof typeof FIELD) => header.toString('latin1', FIELD[field][0], FIELD[field][0] + FIELD[field][1])
  if (isFirst && get('magic') !== MAGIC) throw notAnArchive()
  const name = get('name').replace(/\0+$/, '')
  const size = Number.parseInt(get('size'), 8)
  // Written anew: whatever differs was not written here.
  const again = /^[\x21-\x7e]{1,100}$/.test(name) && size >= 0 ? tarHeader(name, size, new Date(Number.parseInt(get('mtime'), 8) * 1000)) : null
  if (!again?.equals(header)) throw archiveDamaged('a header')
  return { name, size }
}

/** Sum of the bytes, the checksum's own counted as spaces. */
function checksumOf(header: Buffer): number {
  const [from, length] = FIELD.checksum
  return header.reduce((sum, byte, at) => sum + (at >= from && at < from + length ? 0x20 : byte), 0)
}

function requireZeros(bytes: Buffer, where: string): void {
  if (bytes.some((byte) => byte !== 0)) throw archiveDamaged(where)
}

/** Bytes taken in the portions that are asked for. */
class ByteSource {
  readonly #pieces: AsyncIterator<Uint8Array>
  #left: Buffer = Buffer.alloc(0)
  #taken = 0

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#pieces = bytes[Symbol.asyncIterator]()
  }

  /** Whether there is anything more. */
  async more(): Promise<boolean> {
    while (this.#left.length === 0) {
      const piece = await this.#pieces.next()
      if (piece.done) return false
      this.#left = Buffer.from(piece.value.buffer, piece.value.byteOffset, piece.value.byteLength)
    }
    return true
  }

  async exactly(length: number): Promise<Buffer> {
    const pieces: Buffer[] = []
    for await (const piece of this.next(length)) pieces.push(piece)
    return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
  }

  /** The next `length` bytes, as they come. */
  async *next(length: number): AsyncGenerator<Buffer> {
    for (let missing = length; missing > 0;) {
      if (!(await this.more())) throw archiveCut(this.#taken)
      const piece = this.#left.subarray(0, missing)
      this.#left = this.#left.subarray(piece.length)
      this.#taken += piece.length
      missing -= piece.length
      yield piece
    }
  }
}
