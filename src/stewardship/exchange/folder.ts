import { Refusal } from '#science/refusal.ts'
import { nearestWord } from '#science/nearest-words.ts'
import type { SheetFile } from './sheet-file.ts'
import { MOST_RATIO, ZipParts } from './zip-parts.ts'
import type { ArchiveKind } from './zip-parts.ts'

/** What macOS and Windows put beside the files that a person packed. */
const SHADOW = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/

const FOLDER: ArchiveKind = {
  mostParts: 100_000, keyOf: (name) => name.normalize('NFC'),
  notOne: () => refusal('folder.not_a_zip', 'The file is not a ZIP archive, whatever its name says. Pack the folder again.', '파일 이름과 관계없이 ZIP이 아닙니다. 폴더를 다시 압축하십시오.'),
  damaged: (part, reason) => refusal(
    'folder.damaged', `The ZIP is damaged or was cut short (${part}: ${oneLine(reason)}). Pack the folder again.`,
    `ZIP이 손상되었거나 잘려 있습니다(${part}: ${oneLine(reason)}). 폴더를 다시 압축하십시오.`, { part },
  ),
  hasPassword: () => refusal('folder.password', 'The ZIP is protected by a password. Pack the folder again without one.', 'ZIP에 암호가 걸려 있습니다. 암호 없이 다시 압축하십시오.'),
  tooLarge: (part, bytes, most) => refusal(
    'folder.too_large', `${part} unpacks to ${bytes} bytes; at most ${most} are read. Leave it out of the ZIP.`,
    `${part}의 압축을 풀면 ${bytes}바이트로, 한도 ${most}바이트를 넘습니다. ZIP에서 빼십시오.`, { part, bytes, most },
  ),
  packedTooWell: (part, ratio, most) => refusal(
    'folder.too_dense', `${part} unpacks to ${ratio} times its size (at most ${most} is read), as a file made to fill a disk does. Leave it out of the ZIP.`,
    `${part}의 압축을 풀면 ${ratio}배로 커집니다(한도 ${most}배). 디스크를 채우려는 파일일 수 있으니 ZIP에서 빼십시오.`, { part, ratio, most },
  ),
}

/** Paths among which a near one is looked for: a sheet may name thousands that are not there. */
const MOST_COMPARED = 1_000
/** So much may come out of any ZIP, however small. */
const HARMLESS_BYTES = 100_000_000

/** A folder of files in a ZIP, by their paths: parted by `/`, and found also without the one folder in which all of them lie. */
export class Folder {
  readonly #zip: ZipParts
  /** The folder in which all of them lie, with a `/`; empty where there is none. */
  readonly top: string
  /** In the order of their letters. */
  readonly paths: readonly string[]

  private constructor(zip: ZipParts) {
    this.#zip = zip
    const names = zip.names.filter((name) => !name.endsWith('/') && !SHADOW.test(name))
    const top = names[0]?.slice(0, names[0].indexOf('/') + 1) ?? ''
    this.top = names.every((name) => name.startsWith(top)) ? top : ''
    this.paths = names.sort()
  }

  /** Refuses `folder.not_a_zip`, `folder.damaged`, `folder.empty` and, for what was made to fill a disk, `folder.too_dense`. */
  static async open(file: SheetFile): Promise<Folder> {
    const zip = await ZipParts.open(file, FOLDER)
    if (zip.bytes > Math.max(HARMLESS_BYTES, MOST_RATIO * file.size)) {
      throw FOLDER.packedTooWell('ZIP', Math.round(zip.bytes / file.size), MOST_RATIO)
    }
    const folder = new Folder(zip)
    if (folder.paths.length === 0) throw refusal('folder.empty', 'There is no file in the ZIP.', 'ZIP에 파일이 없습니다.')
    return folder
  }

  has(path: string): boolean {
    return this.#zip.has(path) || this.#zip.has(this.top + path)
  }

  /** A text that is equal for files of equal bytes: their size and checksum. */
  markOf(path: string): string {
    return this.#zip.markOf(this.#zip.has(path) ? path : this.top + path)
  }

  /** The bytes of a file; refuses `folder.no_file` and, as they are taken, what is wrong with them. */
  read(path: string): AsyncIterable<Uint8Array> {
    if (!this.has(path)) throw this.noFile(path)
    return this.#zip.read(this.#zip.has(path) ? path : this.top + path)
  }

  /** The refusal of a path that is not there, with the nearest that is. */
  noFile(path: string): Refusal {
    const nearest = this.paths.length <= MOST_COMPARED ? nearestWord(path, this.paths) : null
    return refusal(
      'folder.no_file', `The ZIP has no file “${path}”. ${nearest ? `Its closest is “${nearest}”.` : `It has ${this.paths.length}, as ${this.paths[0]}.`}`,
      `ZIP에 “${path}” 파일이 없습니다. ${nearest ? `가장 비슷한 것은 “${nearest}”입니다.` : `파일은 ${this.paths.length}개이며 예를 들면 ${this.paths[0]}입니다.`}`, { path, nearest },
    )
  }
}

function refusal(code: string, en: string, ko: string, details: Record<string, unknown> = {}): Refusal {
  return new Refusal(code, { en, ko }, details)
}

const oneLine = (reason: string): string => reason.replace(/\s+/g, ' ').slice(0, 120)
