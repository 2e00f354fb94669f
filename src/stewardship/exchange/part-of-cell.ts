import type { Finding } from './finding.ts'

/** Which part of a cell a column reads, as `part` of a recipe says it. */
export type CellPart = Readonly<Record<string, number>>

/**
 * The part of a cell's text that is meant, without the spaces around it; empty where the cell has no such part.
 *
 * Signs are taken in turn, each within the part before: `{'|': 2, '>>': 1}` of `CdS | ZnO >> AZO` is `ZnO`. Parts count
 * from 1, or from -1 backwards.
 */
export function partOf(text: string, part: CellPart): string {
  let within = text
  for (const [sign, nth] of Object.entries(part)) within = partsBetween(within, sign).at(nth > 0 ? nth - 1 : nth) ?? ''
  return within
}

function partsBetween(text: string, sign: string): string[] {
  return text.split(sign).map((each) => each.trim())
}

/** The filled parts of a cell that none of the columns reads that read some part of it; none where columns part it by different signs. */
export function unreadParts(text: string, read: readonly CellPart[], isMissing: (part: string) => boolean): string[] {
  const [first] = read
  if (first === undefined) return isMissing(text) ? [] : [text]
  const sign = Object.keys(first)[0]
  if (sign === undefined || read.some((part) => Object.keys(part)[0] !== sign)) return []
  const parts = partsBetween(text, sign)
  return parts.flatMap((each, place) => {
    const within = read.filter((part) => part[sign]! === place + 1 || part[sign]! === place - parts.length)
    return unreadParts(each, within.map(({ [sign]: _, ...further }) => further), isMissing)
  })
}

/** A remark on a cell of which parts were read and others not, so that none is lost without a word. */
export function partsNotRead(line: number, column: string, value: string, parts: readonly string[]): Finding {
  const named = parts.map((part) => `“${part}”`).join(', ')
  return {
    severity: 'remark', code: 'cell.part_unread', line, column, value,
    text: {
      en: `The recipe reads no column from ${named} of this cell; it stays in the original file only.`,
      ko: `이 칸 가운데 ${named}은(는) 레시피가 읽지 않습니다. 원본 파일에만 남습니다.`,
    },
  }
}
