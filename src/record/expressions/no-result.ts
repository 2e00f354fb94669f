import type { Text } from '#science/refusal.ts'

/** Why an expression has no value for these numbers: a division by zero, a logarithm of what is not positive. */
export class NoResult extends Error {
  readonly text: Text

  constructor(text: Text) {
    super(text.en)
    this.name = 'NoResult'
    this.text = text
  }
}

export const DIVISION_BY_ZERO: Text = { en: 'it would divide by zero', ko: '0으로 나누게 됩니다' }
export const NOT_POSITIVE: Text = { en: 'it would take the logarithm of a number that is not positive', ko: '양수가 아닌 수의 로그를 구하게 됩니다' }
export const ROOT_OF_NEGATIVE: Text = { en: 'it would take a root of a negative number', ko: '음수의 제곱근(또는 분수 거듭제곱)을 구하게 됩니다' }
export const BEYOND_NUMBERS: Text = { en: 'a step of it is too large or too small for a number', ko: '계산 도중의 값이 표현할 수 있는 수의 범위를 벗어납니다' }
export const TURNS: Text = {
  en: 'a sine, cosine or tangent of a bound or a range is not taken', ko: '상한·하한이나 범위로 적힌 값의 사인·코사인·탄젠트는 구하지 않습니다',
}
