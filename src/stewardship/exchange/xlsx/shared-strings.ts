import type { ZipParts } from '../zip-parts.ts'
import { readWholeXml } from './read-xml.ts'
import { tooLong } from './refusals.ts'

const MOST_CHARACTERS = 100_000_000
const MOST_BYTES = 1_000_000_000

/** The texts that the cells of a workbook share, in their order; runs of rich text are joined, pronunciations left out. */
export async function readSharedStrings(parts: ZipParts, part: string): Promise<string[]> {
  const strings: string[] = []
  let characters = 0
  let isText = false
  let inPronunciation = false
  let pieces: string[] = []
  await readWholeXml(part, parts.read(part, MOST_BYTES), {
    open(name) {
      if (name === 'si') pieces = []
      else if (name === 'rPh') inPronunciation = true
      else if (name === 't') isText = !inPronunciation
    },
    text(text) {
      if (isText) pieces.push(text)
    },
    close(name) {
      if (name === 't') isText = false
      else if (name === 'rPh') inPronunciation = false
      else if (name === 'si') {
        const text = unescaped(pieces.join(''))
        characters += text.length
        if (characters > MOST_CHARACTERS) throw tooLong(part, 'all text together', MOST_CHARACTERS)
        strings.push(text)
      }
    },
  })
  return strings
}

/** `_x000D_` is how a character that XML cannot hold is written (ECMA-376 part 1, 22.9.2.19, ST_Xstring). */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
