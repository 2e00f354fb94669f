import type { Text } from '#science/refusal.ts'
import type { TextEncoding } from './recipe.ts'

/** A guess, and what it rests on. */
export type Guess<T> = { readonly value: T; readonly remark: Text | null }

/** Share of pairs that must be everyday Hangul syllables before a file is taken for Korean. */
const ENOUGH_HANGUL = 0.8

/** The encoding that the first bytes of a text file seem to be in; an import never guesses it. */
export function guessEncoding(bytes: Uint8Array): Guess<TextEncoding> {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { value: 'utf-16', remark: { en: 'Encoding: UTF-16, by the mark at the start of the file.', ko: '인코딩: 파일 첫머리의 표시에 따라 UTF-16.' } }
  }
  if (isUtf8Beginning(bytes)) return { value: 'utf-8', remark: null }
  const { pairs, hangul } = countPairs(bytes)
  if (pairs > 0 && hangul >= ENOUGH_HANGUL * pairs) {
    return { value: 'cp949', remark: {
      en: `Encoding: CP949 (Korean Windows), since the file is not UTF-8 and ${hangul} of ${pairs} pairs of bytes are Hangul syllables. Look whether names read well.`,
      ko: `인코딩: CP949(한국어 Windows). UTF-8이 아니며 바이트 쌍 ${pairs}개 중 ${hangul}개가 한글 음절입니다. 이름이 바르게 보이는지 확인하십시오.`,
    } }
  }
  return { value: 'windows-1252', remark: {
    en: `Encoding: Windows-1252 (Western), since the file is not UTF-8 and ${pairs === 0 ? 'has no pairs of bytes' : `only ${hangul} of ${pairs} pairs of bytes`} that would be Hangul in CP949. Look whether signs such as µ and ° read well.`,
    ko: `인코딩: Windows-1252(서유럽). UTF-8이 아니며 CP949의 한글로 볼 바이트 쌍이 ${pairs === 0 ? '없습니다' : `${pairs}개 중 ${hangul}개뿐입니다`}. µ, ° 같은 기호가 바르게 보이는지 확인하십시오.`,
  } }
}

function isUtf8Beginning(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

/**
 * Bytes above 7F with the byte after them, and how many of those are syllables of KS X 1001.
 *
 * Its 2,350 syllables (lead B0–C8, trail A1–FE) are what Korean is written with; the further ones of CP949 are rare, and
 * what `µm` or `°C` in Windows-1252 would be taken for.
 */
function countPairs(bytes: Uint8Array): { pairs: number; hangul: number } {
  let pairs = 0
  let hangul = 0
  for (let at = 0; at + 1 < bytes.length; at++) {
    const lead = bytes[at]!
    if (lead < 0x80) continue
    const trail = bytes[at + 1]!
    pairs++
    if (lead >= 0xb0 && lead <= 0xc8 && trail >= 0xa1 && trail <= 0xfe) hangul++
    if (lead >= 0x81 && lead <= 0xfe && trail >= 0x41) at++
  }
  return { pairs, hangul }
}
