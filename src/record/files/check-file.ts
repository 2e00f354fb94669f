import { isCompatible } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import { Refusal } from '#science/refusal.ts'
import type { FileValue, ImageValue } from '../records/value.ts'
import type { Problem } from '../templates/problem.ts'
import type { Field } from '../templates/template.ts'
import { addressFault } from './file-address.ts'

/**
 * What is wrong with a file or image before its bytes are looked at: a pixel that has no length (`image.scale`), and of a
 * file kept elsewhere an address that nobody can follow or a size that is not said (`file.address`, `file.no_size`).
 */
export function checkFile(field: Field, value: FileValue | ImageValue): Problem[] {
  if (value.type === 'file') return value.address === undefined ? [] : checkElsewhere(field, value, value.address)
  if (value.pixel_size === undefined) return []
  const { value: size, unit } = value.pixel_size
  try {
    if (size > 0 && isCompatible(parseUnit(unit), parseUnit('m'))) return []
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return [{ code: error.code, field: field.name, text: error.text, details: error.details }]
  }
  return [{
    code: 'image.scale',
    field: field.name,
    text: {
      en: `The size of a pixel of ${field.label.en} is a length above zero, such as 12.5 nm; it was given as ${size} ${unit}.`,
      ko: `${field.label.ko}의 화소 크기는 12.5 nm처럼 0보다 큰 길이여야 합니다. 주어진 것: ${size} ${unit}.`,
    },
    details: { field: field.name, value: size, unit },
  }]
}

function checkElsewhere(field: Field, { name, size }: FileValue, address: string): Problem[] {
  const fault = addressFault(address)
  return [
    ...(fault ? [{ code: 'file.address', field: field.name, text: fault, details: { field: field.name, address } }] : []),
    ...(size === undefined ? [{
      code: 'file.no_size',
      field: field.name,
      text: {
        en: `“${name}” of ${field.label.en} is kept elsewhere and has no size; give it in bytes (sojae file refer works out size and SHA-256).`,
        ko: `${field.label.ko}의 “${name}”은(는) 다른 곳에 보관된 파일인데 크기가 없습니다. 바이트 수를 주십시오(sojae file refer가 크기와 SHA-256을 계산합니다).`,
      },
      details: { field: field.name, name },
    }] : []),
  ]
}

/** More than this, and a reader's browser may not hold the picture: 1 GB unpacked. */
const MOST_PIXELS = 250_000_000

/** What is wrong with what the bytes of an image say of it; `picture` is null where they are no picture. */
export function checkPicture(field: Field, { name }: ImageValue, picture: { width: number; height: number } | null): Problem[] {
  if (picture === null) {
    return [{
      code: 'image.not_shown',
      field: field.name,
      text: {
        en: `“${name}” is no PNG, JPEG, GIF or WebP picture, which browsers show. Save a copy as PNG for ${field.label.en}, `
          + 'and keep the original in a field for files.',
        ko: `“${name}”은(는) 브라우저가 표시하는 PNG, JPEG, GIF, WebP 그림이 아닙니다. ${field.label.ko}에는 PNG로 저장한 사본을 넣고, `
          + '원본은 파일 항목에 보관하십시오.',
      },
      details: { field: field.name, name },
    }]
  }
  const pixels = picture.width * picture.height
  if (pixels <= MOST_PIXELS) return []
  return [{
    code: 'image.too_large',
    field: field.name,
    text: {
      en: `“${name}” has ${picture.width} × ${picture.height} pixels, more than a page can show; give a smaller copy.`,
      ko: `“${name}”은(는) ${picture.width} × ${picture.height} 화소로, 화면에 표시하기에 너무 큽니다. 줄인 사본을 주십시오.`,
    },
    details: { field: field.name, name, pixels },
  }]
}
