import type { Columns } from '#record/curves/columns.ts'
import { readCurveCsv } from '#record/curves/curve-csv.ts'
import type { CurveAxis } from '#record/records/value.ts'
import type { Field } from '#record/templates/template.ts'
import { decodeUtf8 } from '#stewardship/exchange/decode-utf8.ts'
import type { Installation } from '../installation.ts'

/** The points of a curve from its file, whose bytes are checked against their hash on the way. */
export async function curvePoints(
  files: Installation['files'], field: Field, axes: readonly CurveAxis[], data: string,
): Promise<Columns> {
  return readCurveCsv(field, axes, decodeUtf8(await files.open(data, { verify: true })))
}
