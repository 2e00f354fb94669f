import type { CellFault } from './csv-row.ts'

/**
 * A cell of numbers written with decimal commas, with points instead; a fault where a point stands in it too.
 *
 * `1.234` in such a file may be a thousand or one and a bit: nobody can say which.
 */
export function pointForComma(text: string): string | CellFault {
  if (/\d\.\d|\d\.$|(?:^|[^\w.])\.\d/.test(text)) return bothSigns(text)
  return text.replace(/(\d),(?=\d)/g, '$1.').replace(/(^|[^\d.,]),(?=\d)/g, '$1.')
}

function bothSigns(text: string): CellFault {
  return {
    code: 'cell.decimal_point',
    text: {
      en: `“${text}” holds a point, and the file's numbers are said to have decimal commas. Write it without a point; thousands are not parted.`,
      ko: `소수점을 쉼표로 쓰는 파일인데 “${text}”에 점이 있습니다. 점 없이 쓰십시오(천 단위 구분 기호는 쓰지 않습니다).`,
    },
  }
}
