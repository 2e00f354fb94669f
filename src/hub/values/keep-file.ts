import { Refusal } from '#science/refusal.ts'
import { checkFile, checkPicture } from '#record/files/check-file.ts'
import type { FileValue, ImageValue } from '#record/records/value.ts'
import type { Field } from '#record/templates/template.ts'
import { heldFile } from './held-file.ts'
import { refuseFirst } from './keeping.ts'
import type { Keeping } from './keeping.ts'
import { pictureOf } from './picture-of.ts'

/**
 * A file or image with what is known of its bytes: size and kind, and of an image its width and height. One that is kept
 * elsewhere stays as its author gave it: nothing is fetched.
 */
export async function keepFile<V extends FileValue | ImageValue>(keeping: Keeping, field: Field, value: V): Promise<V> {
  refuseFirst(checkFile(field, value))
  if (value.type === 'file' && value.address !== undefined) {
    await requireAgreeing(keeping, value)
    return value
  }
  const held = await heldFile(keeping, value.sha256)
  if (value.type === 'file') return { ...value, ...held }
  const picture = await pictureOf(keeping.files, value.sha256)
  refuseFirst(checkPicture(field, value, picture))
  return { ...value, size: held.size, ...picture }
}

/** Refuses `file.size_differs` of a file kept elsewhere that the hub holds as well and knows to be of another size. */
async function requireAgreeing({ db, hub }: Keeping, { sha256, name, size }: FileValue): Promise<void> {
  const held = await db.selectFrom('file').select('size').where('hub', '=', hub).where('sha256', '=', sha256).executeTakeFirst()
  if (!held || Number(held.size) === size) return
  throw new Refusal('file.size_differs', {
    en: `“${name}” is said to have ${size} bytes; this hub holds the file with this SHA-256, and it has ${held.size}. Check which file is meant.`,
    ko: `“${name}”의 크기가 ${size}바이트라고 하지만, 이 허브에 있는 같은 SHA-256의 파일은 ${held.size}바이트입니다. 어느 파일인지 확인하십시오.`,
  }, { sha256, size, held: Number(held.size) })
}
