import type { Text } from '#science/refusal.ts'
import { columnLetter } from './column-letter.ts'
import type { Finding } from './finding.ts'
import type { MergedArea } from './merged-area.ts'

const NAMED = 5

/** What is said of a sheet as a whole. */
export type Remark = (finding: Finding) => void

function aboutSheet(code: string, text: Text): Finding {
  return { severity: 'remark', code, line: null, column: null, value: null, text }
}

export function hiddenParts(rows: readonly number[], columns: readonly number[]): Finding {
  const lines = named(rows.map(String))
  const letters = named(columns.map(columnLetter))
  return aboutSheet('sheet.hidden', {
    en: `Hidden in the workbook and read like the others: ${[rows.length > 0 && `rows ${lines} (${rows.length})`, columns.length > 0 && `columns ${letters}`].filter(Boolean).join('; ')}.`,
    ko: `통합 문서에서 숨겨져 있으나 다른 칸과 같이 읽었습니다: ${[rows.length > 0 && `${lines}행(${rows.length}개)`, columns.length > 0 && `${letters}열`].filter(Boolean).join('; ')}.`,
  })
}

export function mergedBelow(areas: readonly MergedArea[]): Finding {
  const list = named(areas.map(areaName))
  return aboutSheet('sheet.merged_cells', {
    en: `Merged cells below the header (${areas.length}: ${list}): the value counts in the first of them only; the others are empty.`,
    ko: `머리글 아래의 병합된 칸(${areas.length}개: ${list}): 값은 첫 칸에만 있는 것으로 읽고 나머지는 빈칸으로 읽었습니다.`,
  })
}

export function beyondHeader(count: number, first: readonly string[]): Finding {
  return aboutSheet('sheet.beyond_header', {
    en: `${count === 1 ? 'A filled cell stands' : `${count} filled cells stand`} to the right of the last named column (${named(first)}); not read, kept in the original file only.`,
    ko: `이름 있는 마지막 열의 오른쪽에 값이 있는 칸 ${count}개(${named(first)})는 읽지 않았습니다. 원본 파일에만 남습니다.`,
  })
}

export function linesPassedOver(count: number, beginning: string): Finding {
  return aboutSheet('sheet.lines_passed_over', {
    en: `${count === 1 ? 'A line that begins' : `${count} lines that begin`} with “${beginning}” made no row, as the recipe says.`,
    ko: `“${beginning}”(으)로 시작하는 ${count}행은 레시피에 적힌 대로 건너뛰었습니다.`,
  })
}

export function areaName({ top, left, bottom, right }: MergedArea): string {
  return `${columnLetter(left)}${top}:${columnLetter(right)}${bottom}`
}

function named(all: readonly string[]): string {
  return all.slice(0, NAMED).join(', ') + (all.length > NAMED ? ', …' : '')
}
