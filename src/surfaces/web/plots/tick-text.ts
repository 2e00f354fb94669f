import { fixedText, numberText, percentText } from '../shown/number-text.ts'

/** A tick's number in the reader's language: as many decimals as tell the ticks apart, or per cent, or powers of ten. */
export function tickText(value: number, decimals: number, percent = false): string {
  if (percent) return percentText(value, Math.max(0, decimals - 2))
  if (value === 0) return '0'
  // Whole numbers look as they do in the text around the plot, with thousands apart only from 10,000 on.
  if (decimals === 0) return numberText(value, 7)
  return decimals > 4 ? numberText(value, 3) : fixedText(value, decimals)
}
