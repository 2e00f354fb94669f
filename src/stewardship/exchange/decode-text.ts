import iconv from 'iconv-lite'
import { Refusal } from '#science/refusal.ts'
import { decodeUtf8 } from './decode-utf8.ts'
import type { TextEncoding } from './recipe.ts'

const LINE_FEED = 0x0a

/** Text of a file in a stated encoding; a byte that has no meaning in it is refused with its line, never replaced. */
export function decodeText(chunks: AsyncIterable<Uint8Array>, encoding: TextEncoding): AsyncIterable<string> {
  if (encoding === 'utf-8') return decodeUtf8(chunks)
  return encoding === 'utf-16' ? decodeUtf16(chunks) : decodeCodePage(chunks, encoding)
}

/**
 * In these code pages a line feed is never part of a longer character, so that lines can be decoded apart.
 *
 * By iconv-lite, since the decoder of Node 24.21 named `euc-kr` knows nothing of what CP949 adds to it, and gives out
 * control characters instead.
 */
async function* decodeCodePage(chunks: AsyncIterable<Uint8Array>, encoding: 'cp949' | 'windows-1252'): AsyncIterable<string> {
  let waiting = Buffer.alloc(0)
  let line = 1
  for await (const chunk of chunks) {
    const bytes = Buffer.concat([waiting, chunk])
    const end = bytes.lastIndexOf(LINE_FEED) + 1
    waiting = bytes.subarray(end)
    if (waiting.length > LONGEST_LINE_BYTES) throw lineTooLong(line)
    const text = decodeLines(bytes.subarray(0, end), line, encoding)
    line += linesIn(text)
    if (text !== '') yield text
  }
  if (waiting.length > 0) yield decodeLines(waiting, line, encoding)
}

const LONGEST_LINE_BYTES = 4_000_000

/** What iconv-lite puts in the place of bytes without a meaning, and no text of these code pages holds; or a NUL byte. */
const NO_TEXT = /[\uFFFD\0]/

function decodeLines(bytes: Buffer, firstLine: number, encoding: 'cp949' | 'windows-1252'): string {
  const text = iconv.decode(bytes, encoding)
  const wrong = text.search(NO_TEXT)
  if (wrong >= 0) throw notInEncoding(firstLine + linesIn(text.slice(0, wrong)), encoding)
  return text
}

function linesIn(text: string): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

async function* decodeUtf16(chunks: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  let decoder: TextDecoder | null = null
  let first = Buffer.alloc(0)
  let line = 1
  for await (const chunk of chunks) {
    let bytes = Buffer.from(chunk)
    if (decoder === null) {
      first = Buffer.concat([first, bytes])
      if (first.length < 2) continue
      const mark = first.readUInt16BE(0)
      if (mark !== 0xfffe && mark !== 0xfeff) throw noMark()
      decoder = new TextDecoder(mark === 0xfffe ? 'utf-16le' : 'utf-16be', { fatal: true })
      bytes = first
    }
    const text = pieceOf(decoder, bytes, line, true)
    yield text
    line += linesIn(text)
  }
  if (decoder === null) {
    if (first.length > 0) throw noMark()
    return
  }
  yield pieceOf(decoder, Buffer.alloc(0), line, false)
}

function pieceOf(decoder: TextDecoder, bytes: Buffer, line: number, stream: boolean): string {
  let text: string
  try {
    text = decoder.decode(bytes, { stream })
  } catch {
    throw notInEncoding(line, 'utf-16')
  }
  if (text.includes('\0')) throw notInEncoding(line, 'utf-16')
  return text
}

function notInEncoding(line: number, encoding: TextEncoding): Refusal {
  return new Refusal('csv.encoding', {
    en: `Line ${line} or soon after it: the file is not in ${encoding}, which the reading says. State its encoding, or save it again as “CSV UTF-8”.`,
    ko: `${line}행 또는 그 조금 뒤: 파일이 지정된 인코딩(${encoding})이 아닙니다. 인코딩을 바로 지정하거나 “CSV UTF-8”로 다시 저장하십시오.`,
  }, { line, encoding })
}

function noMark(): Refusal {
  return new Refusal('csv.no_mark', {
    en: 'The file is to be read as UTF-16 and does not begin with FF FE or FE FF, which tell the order of its bytes. State its encoding.',
    ko: 'UTF-16으로 읽어야 하지만 바이트 순서 표시(FF FE 또는 FE FF)로 시작하지 않습니다. 인코딩을 바로 지정하십시오.',
  })
}

function lineTooLong(line: number): Refusal {
  return new Refusal('csv.row_too_long', {
    en: `Line ${line} is longer than ${LONGEST_LINE_BYTES} bytes. Is this a text file of rows?`,
    ko: `${line}행이 ${LONGEST_LINE_BYTES}바이트를 넘습니다. 행으로 된 텍스트 파일인지 확인하십시오.`,
  }, { line, longest: LONGEST_LINE_BYTES })
}
