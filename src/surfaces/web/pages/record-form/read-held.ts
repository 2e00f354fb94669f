import type { ValueSchema } from '#contract/schemas/record.ts'
import { addressFault } from '#contract/files/file-address.ts'
import { readQuantity, unitChoices } from '#science/quantities/read-quantity.ts'
import { Refusal } from '#science/refusal.ts'
import type { z } from 'zod'
import { isEmptyBox } from './entry.ts'
import type { Box, CurveBox, Elsewhere, Field, FileBox, ReferenceBox, TableBox } from './entry.ts'
import { missing } from './missing.ts'
import { noColumnUnit, unreadCells } from './table-refusals.ts'
import { readTableText } from './table-text.ts'

type Value = z.output<typeof ValueSchema>
type Held = Exclude<Box, string | string[]>

/**
 * The value that a box of a file, curve, table or reference stands for; null for an empty one.
 *
 * What the hub reads out of the bytes is not said here; it is asked with the check. Refuses `curve.no_unit`,
 * `entry.reference`, of a file kept elsewhere `file.address`, `entry.file_size`, `entry.sha256` and `entry.missing`, `table.no_unit`, what `readTableText` finds, and what `readQuantity` does of the length of a pixel.
 */
export function readHeld(field: Field, box: Held): Value | null {
  if (box.type === 'curve') return readCurve(field, box)
  if (box.type === 'table') return readTable(field, box)
  return box.type === 'reference' ? readReference(box) : readFile(box)
}

function readFile(box: FileBox): Value | null {
  const { type, sha256, name, scale, block, elsewhere } = box
  if (elsewhere) return isEmptyBox(box) ? null : readElsewhere(box, elsewhere)
  if (type === 'image') return { type, sha256, name, ...(scale.trim() === '' ? {} : { pixel_size: readQuantity(scale, 'nm') }) }
  if (type === 'structure') return { type, sha256, name, ...(block.trim() === '' ? {} : { block: block.trim() }) }
  return { type, sha256, name }
}

function readElsewhere({ sha256, name }: FileBox, { address, size, media_type }: Elsewhere): Value {
  const said = { address: address.trim(), name: name.trim(), size: size.trim(), sha256: sha256.trim().toLowerCase() }
  for (const part of ['address', 'name', 'size', 'sha256'] as const) if (said[part] === '') throw missing(`elsewhere_${part}`)
  const fault = addressFault(said.address)
  if (fault) throw new Refusal('file.address', fault, { address: said.address })
  if (!/^\d{1,15}$/.test(said.size)) {
    throw new Refusal('entry.file_size', {
      en: `“${said.size}” is no size; write the whole number of bytes.`, ko: `“${said.size}”은(는) 크기가 아닙니다. 바이트 수를 정수로 쓰십시오.`,
    }, { size: said.size })
  }
  if (!/^[0-9a-f]{64}$/.test(said.sha256)) {
    throw new Refusal('entry.sha256', {
      en: `A SHA-256 has 64 digits of 0–9 and a–f; this has ${said.sha256.length} characters or others.`,
      ko: `SHA-256은 0–9와 a–f의 64자리입니다. 지금은 ${said.sha256.length}자이거나 다른 글자가 있습니다.`,
    }, { sha256: said.sha256 })
  }
  return {
    type: 'file', address: said.address, sha256: said.sha256, size: Number(said.size), name: said.name, ...(media_type !== '' && { media_type }),
  }
}

function readCurve(field: Field, { data, axes }: CurveBox): Value {
  const bare = axes.find(({ unit }) => unit.trim() === '')
  if (bare) throw noUnit(field, bare.name)
  return { type: 'curve', data, axes: axes.map(({ name, unit }) => ({ name, unit: unit.trim() })) }
}

function readTable(field: Field, { text, units }: TableBox): Value | null {
  if (text.trim() === '') return null
  const { columns, rows, faults: [first, ...rest] } = readTableText(field.columns ?? [], text)
  if (first) throw unreadCells([first, ...rest])
  return {
    type: 'table',
    columns: columns.map(({ column, inHeading }) => {
      if (column.unit === undefined) return inHeading === null ? { name: column.name } : { name: column.name, unit: inHeading }
      const unit = inHeading ?? (Object.hasOwn(units, column.name) ? units[column.name]!.trim() : '')
      if (unit === '') throw noColumnUnit(column)
      return { name: column.name, unit }
    }),
    rows: rows.map((row) => [...row]),
  }
}

function noUnit(field: Field, name: string): Refusal {
  const axis = field.axes?.find((each) => each.name === name)
  const choices = unitChoices(axis?.unit ?? '1')
  const label = axis?.label ?? { en: name, ko: name }
  return new Refusal('curve.no_unit', {
    en: `The column of ${label.en} has no unit in its heading; give the unit that its numbers are in.`,
    ko: `${label.ko} 열의 제목에 단위가 없습니다. 수치의 단위를 쓰십시오.`,
  }, { axis: name, choices })
}

function readReference({ record, to, title }: ReferenceBox): Value | null {
  const named = title.trim() === '' ? {} : { title: title.trim() }
  if (record) return { type: 'reference', to: { record: record.id }, ...named }
  const written = to.trim()
  if (written === '') return null
  const doi = written.replace(/^(https?:\/\/(dx\.)?doi\.org\/|doi:\s*)/i, '')
  if (/^10\.\d{4,9}\/\S+$/.test(doi)) return { type: 'reference', to: { doi }, ...named }
  if (/^https?:\/\/\S+$/i.test(written) && URL.canParse(written)) return { type: 'reference', to: { url: written }, ...named }
  throw new Refusal('entry.reference', {
    en: `“${written}” is no DOI (10.1038/…) and no address (https://…); write one, or choose a record.`,
    ko: `“${written}”은(는) DOI(10.1038/…)도 주소(https://…)도 아닙니다. 둘 중 하나를 쓰거나 기록을 고르십시오.`,
  }, { written })
}
