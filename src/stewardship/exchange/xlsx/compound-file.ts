import { beginningOf, wholeFile } from '../sheet-file.ts'
import type { SheetFile } from '../sheet-file.ts'
import { hasPassword, otherFormat } from './refusals.ts'

/** The first eight bytes of a compound file ([MS-CFB] 2.2): an old .xls, or a workbook behind a password. */
const SIGNATURE = Buffer.from('d0cf11e0a1b11ae1', 'hex')
/** The stream that holds a workbook behind a password ([MS-OFFCRYPTO] 2.3.4.4). */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le')

/** Whether these first bytes begin a compound file. */
export function beginsCompoundFile(bytes: Uint8Array): boolean {
  return SIGNATURE.equals(bytes.subarray(0, SIGNATURE.length))
}

/** Refuses `xlsx.password` and, for an old .xls, `xlsx.other_format`; passes over every other file. */
export async function refuseCompoundFile(file: SheetFile): Promise<void> {
  if (!beginsCompoundFile(await beginningOf(file, SIGNATURE.length))) return
  let tail = Buffer.alloc(0)
  for await (const chunk of wholeFile(file)) {
    const bytes = Buffer.concat([tail, chunk])
    if (bytes.includes(ENCRYPTED)) throw hasPassword()
    tail = bytes.subarray(-ENCRYPTED.length)
  }
  throw otherFormat('XLS (Excel 97–2003)')
}
