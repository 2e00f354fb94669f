import { checkFile, checkPicture } from '#record/files/check-file.ts'
import type { FileValue, ImageValue } from '#record/records/value.ts'
import type { Field } from '#record/templates/template.ts'
import { heldFile } from './held-file.ts'
import { refuseFirst } from './keeping.ts'
import type { Keeping } from './keeping.ts'
import { pictureOf } from './picture-of.ts'

/** A file or image with what is known of its bytes: size and kind, and of an image its width and height. */
export async function keepFile<V extends FileValue | ImageValue>(keeping: Keeping, field: Field, value: V): Promise<V> {
  refuseFirst(checkFile(field, value))
  const held = await heldFile(keeping, value.sha256)
  if (value.type === 'file') return { ...value, ...held }
  const picture = await pictureOf(keeping.files, value.sha256)
  refuseFirst(checkPicture(field, value, picture))
  return { ...value, size: held.size, ...picture }
}
