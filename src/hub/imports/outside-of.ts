import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import { mediaTypeOf } from '#contract/files/media-type-of.ts'
import { curveOfRows } from '#stewardship/exchange/curve-of-rows.ts'
import type { Folder } from '#stewardship/exchange/folder.ts'
import type { Outside, OutsideColumn, Target } from '#stewardship/exchange/outside.ts'
import { unknownWord } from '#stewardship/exchange/read-cell.ts'
import type { CellReading } from '#stewardship/exchange/read-cell.ts'
import { holdFile } from '../values/hold-file.ts'
import { keepCurve } from '../values/keep-curve.ts'
import { keepFile } from '../values/keep-file.ts'
import { keepStructure } from '../values/keep-structure.ts'
import type { Keeping } from '../values/keeping.ts'
import { recordsNamed } from './records-named.ts'
import { unpackedRows } from './open-sheet.ts'

/** What the cells of a sheet may name: records of the hub, and files of the folder that the sheet came in. */
export function outsideOf(keeping: Keeping, folder: Folder | null): Outside {
  return {
    async read(column, target, texts) {
      if ('names' in column) return recordsCalled(keeping, column, texts)
      const readings = new Map<string, CellReading>()
      for (const text of texts) readings.set(text, await orRefused(() => readFile(keeping, folder, column, target!, text)))
      return readings
    },
  }
}

/** What texts name, by the recipe's own words for them where it has some; a text that these lack is refused. */
async function recordsCalled(keeping: Keeping, { names, words }: Extract<OutsideColumn, { names: string }>, texts: readonly string[]) {
  if (!words) return recordsNamed(keeping, names, texts)
  const called = texts.filter((text) => Object.hasOwn(words, text))
  const found = await recordsNamed(keeping, names, [...new Set(called.map((text) => words[text]!))])
  return new Map(texts.map((text): [string, CellReading] => (
    [text, called.includes(text) ? found.get(words[text]!)! : { refused: unknownWord(text, Object.keys(words)) }]
  )))
}

async function readFile(
  keeping: Keeping, folder: Folder | null, column: Exclude<OutsideColumn, { names: string }>, { template, field }: Target, text: string,
): Promise<CellReading> {
  if (folder === null) throw noFolder()
  const path = ('file' in column ? column.file : column.curve).replaceAll('{}', text)
  if (!folder.has(path)) throw folder.noFile(path)
  if ('curve' in column) {
    const rows = unpackedRows(keeping.files, folder, path, column.read)
    return keepCurve(keeping, template, field, await curveOfRows(rows, column))
  }
  const { sha256 } = await holdFile(keeping, folder.read(path), { mediaType: mediaTypeOf(path) })
  const file = { sha256, name: path.slice(path.lastIndexOf('/') + 1) }
  if (field.type === 'structure') return { value: await keepStructure(keeping, { type: 'structure', ...file }) }
  return { value: await keepFile(keeping, field, { type: field.type === 'image' ? 'image' : 'file', ...file }) }
}

async function orRefused(work: () => Promise<CellReading>): Promise<CellReading> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { refused: { code: error.code, text: error.text } }
  }
}

const ALONE: Text = {
  en: 'The cell names a file, and the sheet came alone. Pack the sheet and its files into one ZIP.',
  ko: '칸이 파일을 가리키지만 시트만 올라왔습니다. 시트와 파일을 하나의 ZIP으로 묶으십시오.',
}

function noFolder(): Refusal {
  return new Refusal('folder.none', ALONE)
}
