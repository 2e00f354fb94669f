import { isPlainNumber } from '#science/quantities/quantity.ts'
import { nearestWord } from '#science/nearest-words.ts'
import { Refusal } from '#science/refusal.ts'
import type { CurveValue } from '#record/records/value.ts'
import type { CsvRow } from './csv-row.ts'
import { pointForComma } from './decimal-comma.ts'
import type { OutsideColumn } from './outside.ts'

type CurveColumn = Extract<OutsideColumn, { readonly curve: string }>

/**
 * The curve that columns of a file of rows make (header first), each number in the unit that the recipe states.
 *
 * Refuses `curve.column_missing` and, with line and column, `curve.not_a_number`; a cell that says that nothing is known
 * is a point without a value. A line that says nothing of this curve is none of its points: of several curves beside one
 * another the longest makes the lines.
 */
export async function curveOfRows(rows: AsyncIterable<CsvRow>, { read, axes }: CurveColumn): Promise<CurveValue> {
  let places: readonly number[] | null = null
  const missing = new Set(read.missing)
  const hasDecimalComma = read.kind === 'csv' && read.decimal === ','
  const values: (number | null)[][] = axes.map(() => [])
  for await (const { line, cells, faults } of rows) {
    if (places === null) {
      const headers = cells.map((name) => name.trim())
      places = axes.map(({ header }) => placeOf(header, headers))
      continue
    }
    const texts = places.map((place) => cells[place]!.trim())
    if (texts.every((text, nth) => missing.has(text) && !faults?.has(places![nth]!))) continue
    for (const [nth, place] of places.entries()) {
      const text = texts[nth]!
      const fault = faults?.get(place)
      if (fault) throw new Refusal(fault.code, fault.text, { line })
      const written = hasDecimalComma ? pointForComma(text) : text
      if (missing.has(text)) values[nth]!.push(null)
      else if (typeof written === 'string' && isPlainNumber(written)) values[nth]!.push(Number(written))
      else throw notANumber(text, line, axes[nth]!.header)
    }
  }
  return { type: 'curve', axes: axes.map(({ axis, unit }, nth) => ({ name: axis, unit, values: values[nth]! })) }
}

function placeOf(header: string, headers: readonly string[]): number {
  const place = headers.indexOf(header.trim())
  if (place >= 0) return place
  const nearest = nearestWord(header, headers)
  throw new Refusal('curve.column_missing', {
    en: `The file of the curve has no column “${header}”. ${nearest ? `Its closest is “${nearest}”.` : `It has: ${headers.join(', ')}.`}`,
    ko: `곡선 파일에 “${header}” 열이 없습니다. ${nearest ? `가장 비슷한 열은 “${nearest}”입니다.` : `있는 열: ${headers.join(', ')}.`}`,
  }, { column: header, nearest, headers })
}

function notANumber(text: string, line: number, header: string): Refusal {
  return new Refusal('curve.not_a_number', {
    en: `Line ${line} of the curve's file holds “${text}” in “${header}”, which is no number. Correct it, or list it under “missing”.`,
    ko: `곡선 파일 ${line}행의 “${header}” 칸에 숫자가 아닌 “${text}”이(가) 있습니다. 고치거나 “missing”에 적으십시오.`,
  }, { line, column: header, value: text })
}
