import { Refusal } from '#science/refusal.ts'

export function emptyFile(): Refusal {
  return new Refusal('csv.empty', {
    en: 'The file is empty. Choose the file that holds the rows.',
    ko: '빈 파일입니다. 데이터 행이 있는 파일을 고르십시오.',
  })
}

export function noRows(header: readonly string[]): Refusal {
  return new Refusal(
    'csv.no_rows',
    {
      en: `The file has a header of ${header.length} ${header.length === 1 ? 'column' : 'columns'} and no rows below it. Choose a file with rows.`,
      ko: `머리글(${header.length}열)만 있고 데이터 행이 없습니다. 데이터가 있는 파일을 고르십시오.`,
    },
    { columns: header.length },
  )
}

export function emptyHeader(line: number, column: number): Refusal {
  return new Refusal(
    'csv.empty_header',
    {
      en: `Line ${line}: column ${column} has no name in the header. Name it or delete the column.`,
      ko: `${line}행: 머리글의 ${column}번째 열에 이름이 없습니다. 이름을 쓰거나 열을 삭제하십시오.`,
    },
    { line, column },
  )
}

/** `delimiter` is null where no sign parts the cells. */
export function duplicateHeader(name: string, first: number, second: number, delimiter: string | null): Refusal {
  const [en, ko] = delimiter === null ? ['', ''] : [`, delimiter “${shown(delimiter)}”`, `, 구분자 “${shown(delimiter)}”`]
  return new Refusal(
    'csv.duplicate_header',
    {
      en: `The header names “${name}” twice (columns ${first} and ${second}${en}). Rename `
        + `one of them.`,
      ko: `머리글에 “${name}”이(가) 두 번 나옵니다(${first}번째, ${second}번째 열${ko}). 하나의 이름을 바꾸십시오.`,
    },
    { header: name, columns: [first, second], ...(delimiter !== null && { delimiter }) },
  )
}

export function shortHeader(found: number, expected: number): Refusal {
  return new Refusal(
    'sheet.short_header',
    {
      en: `The header is to have ${expected} rows, and only ${found} ${found === 1 ? 'is' : 'are'} there. Correct skip or header_rows.`,
      ko: `머리글이 ${expected}행이어야 하지만 ${found}행뿐입니다. skip 또는 header_rows를 고치십시오.`,
    },
    { found, expected },
  )
}

export function tooManyColumns(found: number, most: number): Refusal {
  return new Refusal(
    'sheet.too_many_columns',
    {
      en: `The sheet has ${found} or more columns; at most ${most} are read. Fields that are rows need transposed; curves belong into files of their own.`,
      ko: `열이 ${found}개 이상으로 한도 ${most}개를 넘습니다. 항목이 행이면 transposed를 쓰고, 곡선 데이터는 별도 파일로 두십시오.`,
    },
    { found, most },
  )
}

export function tooLargeToTurn(most: number): Refusal {
  return new Refusal(
    'sheet.too_large_to_turn',
    {
      en: `A sheet whose fields are rows is held in memory and may have ${most} cells; this one has more. Turn it in a spreadsheet program.`,
      ko: `항목이 행인 시트는 메모리에 올려 읽으므로 칸이 ${most}개까지 가능하나 이 시트는 더 많습니다. 스프레드시트 프로그램에서 행과 열을 바꾸십시오.`,
    },
    { most },
  )
}

export function raggedRow(line: number, found: number, expected: number): Refusal {
  return new Refusal(
    'csv.ragged',
    {
      en: `Line ${line} has ${found} ${found === 1 ? 'cell' : 'cells'} and the header has ${expected}. Look for a missing or an unquoted `
        + `delimiter there.`,
      ko: `${line}행의 칸 수가 ${found}개로 머리글(${expected}개)과 다릅니다. 빠졌거나 따옴표로 묶이지 않은 구분자가 있는지 확인하십시오.`,
    },
    { line, found, expected },
  )
}

export function badlyQuoted(line: number, reason: string): Refusal {
  const neverClosed = reason === 'CSV_QUOTE_NOT_CLOSED'
  return new Refusal(
    'csv.quotes',
    {
      en: `The row that starts at line ${line} `
        + `${neverClosed ? 'opens a quote (") that is never closed' : 'has a quote (") in the wrong place'}. Quote `
        + `the whole cell and double each quote inside it.`,
      ko: `${line}행에서 시작하는 행의 ${neverClosed ? '따옴표(")가 닫히지 않았습니다' : '따옴표(") 위치가 잘못되었습니다'}. 칸 전체를 따옴표로 묶고, 안쪽 따옴표는 두 번 `
        + `쓰십시오.`,
    },
    { line, reason },
  )
}

export function rowTooLong(line: number, longest: number): Refusal {
  return new Refusal(
    'csv.row_too_long',
    {
      en: `The row that starts at line ${line} is longer than ${longest} characters; most often a quote (") was left `
        + `open there.`,
      ko: `${line}행에서 시작하는 행이 ${longest}자를 넘습니다. 닫히지 않은 따옴표(")가 있는지 확인하십시오.`,
    },
    { line, longest },
  )
}

/** The signs that sheets are separated by. */
const DELIMITERS = [';', '\t', ',', '|']

/**
 * The sign that a header seems to be separated by instead of `delimiter`; null where nothing says so.
 *
 * It stands inside a header that is one cell otherwise, or cuts the column `wanted` out of one.
 */
export function seemingDelimiter(header: readonly string[], delimiter: string, wanted?: string): string | null {
  const pieces = (sign: string) => header.flatMap((cell) => cell.split(sign)).map((name) => name.replace(/^[\s"]+|[\s"]+$/g, ''))
  const others = DELIMITERS.filter((sign) => sign !== delimiter && pieces(sign).length > header.length)
  if (wanted !== undefined) return others.find((sign) => pieces(sign).includes(wanted.trim())) ?? null
  if (header.length > 1) return null
  return others.sort((a, b) => pieces(b).length - pieces(a).length)[0] ?? null
}

export function otherDelimiter(line: number, found: string, expected: string): Refusal {
  const inYaml = found === '\t' ? '\\t' : found
  return new Refusal(
    'csv.delimiter',
    {
      en: `Line ${line}: the header seems to be separated by “${shown(found)}”, and “${shown(expected)}” is expected. `
        + `Save the file with “${shown(expected)}” between its cells; or, if the recipe is yours, write `
        + `delimiter: "${inYaml}" under “file” there.`,
      ko: `${line}행: 머리글의 구분자가 “${shown(found)}”인 것으로 보이나 “${shown(expected)}”이어야 합니다. 칸 사이를 “${shown(expected)}”로 하여 `
        + `다시 저장하거나, 직접 만든 레시피라면 “file” 아래에 delimiter: "${inYaml}" 줄을 추가하십시오.`,
    },
    { line, found, expected },
  )
}

function shown(delimiter: string): string {
  return delimiter === '\t' ? 'TAB' : delimiter
}
