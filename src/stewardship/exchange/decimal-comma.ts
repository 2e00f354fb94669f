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

/**
 * A formula of a file whose numbers have decimal commas, with points for its decimal commas; one with points is taken as it stands.
 *
 * No thousands stand in a formula, so its points are decimals whatever the file's numbers have. A fault where a comma may be either:
 * beside points, or in a bracket where it may part two elements (`(Ti1,2Zr)` is Ti1.2 and Zr, or Ti1 and 2 Zr).
 */
export function formulaOfCommas(text: string): string | CellFault {
  if (!/\d,\d/.test(text)) return text
  if (/\d\.\d/.test(text)) return bothSignsInFormula(text)
  let depth = 0
  let read = ''
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!
    if ('([{'.includes(sign)) depth++
    else if (')]}'.includes(sign)) depth--
    const isBetweenDigits = sign === ',' && /\d/.test(text[at - 1] ?? '') && /\d/.test(text[at + 1] ?? '')
    // An amount before a symbol, as the 2 of `2Zr`, begins the next element of a list; none is 0 and none begins with 0.
    if (isBetweenDigits && depth > 0 && /[1-9]\d*$/.test(text.slice(0, at)) && /^[1-9]\d*\s*[A-Z([{]/.test(text.slice(at + 1))) return listOrDecimal(text)
    read += isBetweenDigits ? '.' : sign
  }
  return read
}

/** A cell's text with points for its decimal commas, as numbers or as formulas have them; as it stands where that cannot be said. */
export function pointedWhereSure(text: string, read: typeof pointForComma): string {
  const pointed = read(text)
  return typeof pointed === 'string' ? pointed : text
}

/** Whether a comma stands in a text as one does in `0,3`. */
export function hasCommaInNumber(text: string): boolean {
  return /\d,\d/.test(text)
}

/** The fault of a comma in a number of a text file that is read with decimal points: where to say what it means. */
export function commaUnsaid(text: string): CellFault {
  return {
    code: 'cell.decimal_comma',
    text: {
      en: `“${text}” holds a comma, and decimals of this file are said to be written with a point. If it is a decimal, choose “Decimal sign: comma” under “How it is read” `
        + "when mapping the columns (from the command line: decimal: ',' under “file” of the recipe). If it parts thousands, write 1500 for 1,500.",
      ko: `“${text}”에 쉼표가 있는데, 이 파일의 소수점은 점으로 되어 있습니다. 소수점이라면 열을 지정할 때 ‘읽는 방법’에서 ‘소수점 기호’를 ‘쉼표’로 고르십시오`
        + "(명령줄에서는 레시피의 “file” 아래에 decimal: ','). 천 단위 구분이라면 1,500을 1500으로 쓰십시오.",
    },
  }
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

function bothSignsInFormula(text: string): CellFault {
  return {
    code: 'cell.decimal_point',
    text: {
      en: `The formula “${text}” holds points and commas between digits. Write all its decimals with a point, or all with a comma.`,
      ko: `화학식 “${text}”에는 숫자 사이에 점과 쉼표가 함께 있습니다. 소수점을 모두 점으로 쓰거나 모두 쉼표로 쓰십시오.`,
    },
  }
}

function listOrDecimal(text: string): CellFault {
  return {
    code: 'cell.decimal_or_list',
    text: {
      en: `A comma in the brackets of “${text}” may be a decimal or may part two elements. Write decimals of this formula with a point, or a space after a comma that parts elements.`,
      ko: `“${text}”의 괄호 안 쉼표가 소수점인지 원소를 나누는 쉼표인지 알 수 없습니다. 이 화학식의 소수점은 점으로 쓰고, 원소를 나누는 쉼표 뒤에는 빈칸을 두십시오.`,
    },
  }
}
