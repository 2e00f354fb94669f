import type { Text } from '#science/refusal.ts'
import type { Guess } from './guess-encoding.ts'

const SIGNS = ['\t', ';', ','] as const
const NAMES: Readonly<Record<string, Text>> = {
  '\t': { en: 'tab', ko: '탭' }, ';': { en: 'semicolon', ko: '세미콜론' }, ',': { en: 'comma', ko: '쉼표' },
}
const LINES_LOOKED_AT = 60

/** The sign that parts the columns: the one that stands equally often, outside quotes, in most of the first lines. */
export function guessDelimiter(text: string): Guess<string> {
  const lines = text.split(/\r\n|\r|\n/).slice(0, LINES_LOOKED_AT).map((line) => line.replace(/"[^"]*"?/g, '')).filter((line) => line.trim() !== '')
  const counted = SIGNS.map((sign) => {
    const times = lines.map((line) => line.split(sign).length - 1)
    const most = commonest(times.filter((time) => time > 0))
    return { sign, most, lines: times.filter((time) => time === most && time > 0).length }
  })
  const best = counted.reduce((first, one) => (one.lines > first.lines || (one.lines === first.lines && first.lines > 0 && one.most > 2 * first.most && first.sign !== '\t') ? one : first))
  if (best.lines === 0) return { value: ',', remark: { en: 'Only one column was found: neither tab, semicolon nor comma stands in the first lines.', ko: '열이 하나뿐입니다. 첫 줄들에 탭, 세미콜론, 쉼표가 없습니다.' } }
  const { en, ko } = NAMES[best.sign]!
  return { value: best.sign, remark: {
    en: lines.length === 1 ? `Columns parted by ${en}: the only line has ${best.most} of them.` : `Columns parted by ${en}: ${best.lines} of the first ${lines.length} lines ${best.lines === 1 ? 'has' : 'have'} ${best.most} of them.`,
    ko: `열 구분: ${ko}. 처음 ${lines.length}줄 중 ${best.lines}줄에 ${best.most}개씩 있습니다.`,
  } }
}

function commonest(numbers: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
  return [...counts].reduce((most, one) => (one[1] > most[1] || (one[1] === most[1] && one[0] > most[0]) ? one : most), [0, 0])[0]
}
