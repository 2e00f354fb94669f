import { Refusal } from '#science/refusal.ts'

export function damaged(part: string, reason: string): Refusal {
  return new Refusal('xlsx.damaged', {
    en: `The workbook is damaged or was cut short (${part}: ${oneLine(reason)}). Get the file again, or open it in a spreadsheet program and save it as .xlsx.`,
    ko: `통합 문서가 손상되었거나 잘려 있습니다(${part}: ${oneLine(reason)}). 파일을 다시 받거나 스프레드시트 프로그램에서 열어 .xlsx로 다시 저장하십시오.`,
  }, { part, reason: oneLine(reason) })
}

const oneLine = (reason: string): string => reason.replace(/\s+/g, ' ').slice(0, 120)

export function notWorkbook(): Refusal {
  return new Refusal('xlsx.not_a_workbook', {
    en: 'The file is not an .xlsx workbook, whatever its name says. Read it as text (kind: csv), or save it as .xlsx.',
    ko: '파일 이름과 관계없이 .xlsx 통합 문서가 아닙니다. 텍스트(kind: csv)로 읽거나 .xlsx로 저장하십시오.',
  })
}

export function isWorkbook(): Refusal {
  return new Refusal('csv.is_workbook', {
    en: 'The file is a workbook or another ZIP archive, whatever its name says. Read it as kind: xlsx, or save its sheet as “CSV UTF-8”.',
    ko: '파일 이름과 관계없이 통합 문서(또는 ZIP)입니다. kind: xlsx로 읽거나 시트를 “CSV UTF-8”로 저장하십시오.',
  })
}

export function otherFormat(found: string): Refusal {
  return new Refusal('xlsx.other_format', {
    en: `The file is ${found}, which is not read here. Save it as .xlsx.`,
    ko: `읽을 수 없는 형식입니다(${found}). .xlsx로 저장하십시오.`,
  }, { found })
}

export function hasPassword(): Refusal {
  return new Refusal('xlsx.password', {
    en: 'The workbook is protected by a password. Open it, take the password off and save it again.',
    ko: '통합 문서가 암호로 보호되어 있습니다. 열어서 암호를 해제한 뒤 다시 저장하십시오.',
  })
}

export function tooLarge(part: string, bytes: number, most: number): Refusal {
  return new Refusal('xlsx.too_large', {
    en: `${part} unpacks to ${bytes} bytes; at most ${most} are read. Split the workbook, or save the sheet as CSV.`,
    ko: `${part}의 압축을 풀면 ${bytes}바이트로, 한도 ${most}바이트를 넘습니다. 통합 문서를 나누거나 시트를 CSV로 저장하십시오.`,
  }, { part, bytes, most })
}

export function packedTooWell(part: string, ratio: number, most: number): Refusal {
  return new Refusal('xlsx.too_dense', {
    en: `${part} unpacks to ${ratio} times its size (at most ${most} is read), as a file made to fill a disk does. Save the sheet as CSV.`,
    ko: `${part}의 압축을 풀면 ${ratio}배로 커집니다(한도 ${most}배). 디스크를 채우려는 파일일 수 있으니 시트를 CSV로 저장하십시오.`,
  }, { part, ratio, most })
}

export function tooLong(part: string, what: string, most: number): Refusal {
  return new Refusal('xlsx.too_long', {
    en: `${part}: ${what} is longer than ${most} characters. Put long text into a file of its own.`,
    ko: `${part}: ${what}이(가) ${most}자를 넘습니다. 긴 글은 별도 파일로 두십시오.`,
  }, { part, most })
}

export function hasEntities(part: string): Refusal {
  return new Refusal('xlsx.doctype', {
    en: `${part} declares a document type, which no workbook needs and which is never expanded here. Save it again with a spreadsheet program.`,
    ko: `${part}에 문서 형식 선언(DOCTYPE)이 있습니다. 통합 문서에 필요 없는 것이며 여기서는 풀지 않습니다. 스프레드시트 프로그램에서 다시 저장하십시오.`,
  }, { part })
}

export function noSuchSheet(sheet: string, sheets: readonly string[]): Refusal {
  return new Refusal('xlsx.no_such_sheet', {
    en: `The workbook has no sheet “${sheet}”; it has: ${sheets.join(', ')}.`,
    ko: `통합 문서에 “${sheet}” 시트가 없습니다. 있는 시트: ${sheets.join(', ')}.`,
  }, { sheet, sheets })
}

export function whichSheet(sheets: readonly string[]): Refusal {
  return new Refusal('xlsx.which_sheet', {
    en: `The workbook has ${sheets.length} sheets and the reading names none. Write sheet: one of ${sheets.join(', ')}.`,
    ko: `통합 문서에 시트가 ${sheets.length}개 있으나 지정되지 않았습니다. sheet에 다음 중 하나를 쓰십시오: ${sheets.join(', ')}.`,
  }, { sheets })
}
