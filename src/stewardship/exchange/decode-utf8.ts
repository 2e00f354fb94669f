import { Refusal } from '#science/refusal.ts'

const LINE_FEED = 0x0a
const BYTE_ORDER_MARK = '\uFEFF'

/**
 * Text from the bytes of a UTF-8 file, without its byte order mark.
 *
 * A wrong byte is never replaced: refuses `csv.encoding` (byte offset and line), `csv.utf16` (a UTF-16 byte order
 * mark) and `csv.binary` (a NUL byte).
 */
export async function* decodeUtf8(chunks: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  // Bytes of a character that is cut by the end of a chunk wait here for the next one.
  let cut = new Uint8Array(0)
  let offset = 0
  let line = 1
  let isStart = true
  for await (const chunk of chunks) {
    const bytes = joined(cut, chunk)
    if (isStart && bytes.length < 2) {
      cut = bytes
      continue
    }
    if (isStart) refuseUtf16(bytes)
    const end = wholeCharacters(bytes)
    const whole = bytes.subarray(0, end)
    const nul = whole.indexOf(0)
    if (nul >= 0) throw binary(offset + nul, line + linesIn(whole.subarray(0, nul)))
    const text = decode(whole, offset, line)
    yield isStart && text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text
    if (end > 0) isStart = false
    offset += end
    line += linesIn(whole)
    cut = bytes.slice(end)
  }
  if (cut.length > 0) yield decode(cut, offset, line)
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

function decode(bytes: Uint8Array, offset: number, line: number): string {
  try {
    // A U+FEFF inside the text is a character of it; only the one at the start of the file is a mark.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    const wrong = firstWrongByte(bytes)
    throw notUtf8(bytes[wrong]!, offset + wrong, line + linesIn(bytes.subarray(0, wrong)))
  }
}

/** How many bytes from the start make whole characters; at most three at the end may wait for more. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if ((byte & 0xc0) === 0x80) continue
    return sequenceLength(byte) > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}

/** Bytes of the character that this one starts; 1 also for bytes that start none (RFC 3629, section 3). */
function sequenceLength(byte: number): number {
  if (byte >= 0xf0 && byte <= 0xf4) return 4
  if (byte >= 0xe0 && byte < 0xf0) return 3
  if (byte >= 0xc2 && byte < 0xe0) return 2
  return 1
}

/** Index where the first character starts that is not UTF-8, found by decoding ever shorter halves. */
function firstWrongByte(bytes: Uint8Array): number {
  let good = 0
  let bad = bytes.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (isBeginning(bytes.subarray(0, middle))) good = middle
    else bad = middle
  }
  return wholeCharacters(bytes.subarray(0, good))
}

/** Whether the bytes are UTF-8 but for a character that their end cuts off. */
function isBeginning(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

function linesIn(bytes: Uint8Array): number {
  let lines = 0
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) lines++
  return lines
}

function refuseUtf16(bytes: Uint8Array): void {
  const [first, second] = bytes
  const isMark = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  if (!isMark) return
  const mark = first === 0xff ? 'FF FE' : 'FE FF'
  throw new Refusal(
    'csv.utf16',
    {
      en: `The file begins with ${mark}: it is UTF-16 and is to be read as UTF-8. Save it again as “CSV UTF-8”, or state encoding: utf-16.`,
      ko: `파일이 ${mark}(UTF-16)로 시작하지만 UTF-8로 읽도록 되어 있습니다. “CSV UTF-8”로 다시 저장하거나 encoding: utf-16을 지정하십시오.`,
    },
    { mark },
  )
}

function notUtf8(byte: number, offset: number, line: number): Refusal {
  const hex = byte.toString(16).toUpperCase().padStart(2, '0')
  return new Refusal(
    'csv.encoding',
    {
      en: `Line ${line}: byte ${hex} at offset ${offset} is not UTF-8. Save the file again as “CSV UTF-8”, or state `
        + `its encoding (cp949, windows-1252).`,
      ko: `${line}행: 오프셋 ${offset}의 바이트 ${hex}은(는) UTF-8이 아닙니다. “CSV UTF-8”로 다시 저장하거나 encoding(cp949, windows-1252)을 지정하십시오.`,
    },
    { line, offset, byte: hex },
  )
}

function binary(offset: number, line: number): Refusal {
  return new Refusal(
    'csv.binary',
    {
      en: `Line ${line}: there is a NUL byte at offset ${offset}, so this is not a text file. Export it as “CSV `
        + `UTF-8”.`,
      ko: `${line}행: 오프셋 ${offset}에 NUL 바이트가 있어 텍스트 파일이 아닙니다. “CSV UTF-8”로 내보내십시오.`,
    },
    { line, offset },
  )
}
