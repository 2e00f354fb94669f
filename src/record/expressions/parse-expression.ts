import { parseRational } from '#science/quantities/rational.ts'
import { readQuantity } from '#science/quantities/read-quantity.ts'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { Spot } from '../search/query.ts'
import { didYouMean, queryRefusal } from '../search/query-refusal.ts'
import { FUNCTIONS } from './expression.ts'
import type { Expression, FunctionName } from './expression.ts'

/** Longer expressions are refused, which also bounds how deep brackets can lie. */
export const LONGEST_EXPRESSION = 500

const PART: Text = { en: 'a field, a number, [a constant with its unit] or “(”', ko: '필드, 수, [단위가 있는 상수] 또는 “(”' }
const NEXT: Text = { en: '+, -, *, /, ^ or the end', ko: '+, -, *, /, ^ 또는 끝' }

/**
 * What a text says by the grammar of docs/decisions/0017-calculated-fields.md.
 *
 * Refuses `expression.syntax`, `expression.unknown_function`, `expression.constant` and `expression.too_long`, each in one
 * line with its column. Example: `power_factor * (temperature + [273.15 K]) / thermal_conductivity`.
 */
export function parseExpression(text: string): Expression {
  if (text.length > LONGEST_EXPRESSION) throw queryRefusal('expression.too_long', undefined, {
    en: `an expression has at most ${LONGEST_EXPRESSION} characters; this one has ${text.length}.`,
    ko: `계산식은 ${LONGEST_EXPRESSION}자까지입니다. 이 계산식은 ${text.length}자입니다.`,
  })
  return new ExpressionReader(text).read()
}

class ExpressionReader {
  private readonly text: string
  private at = 0

  constructor(text: string) {
    this.text = text
  }

  read(): Expression {
    const whole = this.readSum()
    this.skipSpace()
    if (this.at < this.text.length) this.refuse(NEXT)
    return whole
  }

  private readSum(): Expression {
    let left = this.readProduct()
    for (;;) {
      const is = this.take('+') ? 'sum' : this.take('-', '−', '–') ? 'difference' : null
      if (!is) return left
      left = joined(is, left, this.readProduct())
    }
  }

  private readProduct(): Expression {
    let left = this.readFactor()
    for (;;) {
      const is = this.take('*', '×', '·') ? 'product' : this.take('/', '÷') ? 'quotient' : null
      if (!is) return left
      left = joined(is, left, this.readFactor())
    }
  }

  /** A minus binds less than a power: -x^2 is -(x^2). */
  private readFactor(): Expression {
    this.skipSpace()
    const from = this.at
    if (!this.take('-', '−', '–')) return this.readPower()
    const of = this.readFactor()
    return { is: 'negative', of, spot: { from, to: this.at } }
  }

  private readPower(): Expression {
    const of = this.readAtom()
    if (!this.take('^')) return of
    this.skipSpace()
    const start = this.at
    const bracketed = this.match(/\(\s*[-−]?\s*[\d.]+\s*(?:\/\s*\d+\s*)?\)/y)
    const exponent = (bracketed?.slice(1, -1) ?? this.match(/[-−]?[\d.]+/y) ?? '').replace(/\s+/g, '').replace('−', '-')
    if (!readExponent(exponent)) {
      this.at = start
      this.refuse({ en: 'an exponent that is a number, such as ^2, ^0.5 or ^(1/3)', ko: '^2, ^0.5, ^(1/3) 같은 수인 지수' })
    }
    if (this.peek() === '^') this.refuse({ en: 'brackets around a power that is raised again', ko: '거듭제곱을 다시 거듭제곱할 때는 괄호' })
    return { is: 'power', of, exponent, spot: { from: of.spot.from, to: this.at } }
  }

  private readAtom(): Expression {
    this.skipSpace()
    const from = this.at
    const spot = (): Spot => ({ from, to: this.at })
    if (this.take('(')) {
      const inner = this.readSum()
      this.close()
      return { ...inner, spot: spot() }
    }
    if (this.take('[')) return this.readConstant(from)
    const number = this.match(/(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?/y)
    if (number !== null) return { is: 'number', value: Number(number), spot: spot() }
    const name = this.match(/[\p{L}_][\p{L}\p{N}_]*/uy)
    if (name === null) return this.refuse(PART)
    if (this.take('(')) {
      const known = FUNCTIONS.find((each) => each === name)
      if (!known) throw unknownFunction(name, { from, to: from + name.length })
      const of = this.readSum()
      this.close()
      return { is: 'call', name: known, of, spot: spot() }
    }
    if (name === 'pi' || name === 'π') return { is: 'number', value: Math.PI, spot: spot() }
    return { is: 'field', name, spot: { from, to: from + name.length } }
  }

  /** A value with its unit, read as it is read everywhere; exact, so without ± and without a bound. */
  private readConstant(from: number): Expression {
    const written = this.match(/[^[\]]*/y)!
    if (!this.take(']')) this.refuse({ en: '“]”', ko: '“]”' })
    const spot = { from, to: this.at }
    try {
      const { value, unit, uncertainty, bound, high } = readQuantity(written, '1')
      if (uncertainty === undefined && bound === undefined && high === undefined) return { is: 'constant', value, unit, spot }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      throw queryRefusal(error.code, spot, error.text, error.details)
    }
    throw queryRefusal('expression.constant', spot, {
      en: `“${written.trim()}” is no one exact number; a constant is written as [8.314 J/(mol K)], and what has a spread is a field.`,
      ko: `“${written.trim()}”은(는) 정확한 수 하나가 아닙니다. 상수는 [8.314 J/(mol K)]처럼 쓰고, 불확도가 있는 값은 필드로 두십시오.`,
    })
  }

  private close(): void {
    if (!this.take(')')) this.refuse({ en: '“)” or one of +, -, *, /, ^', ko: '“)” 또는 +, -, *, /, ^ 중 하나' })
  }

  private take(...spellings: readonly string[]): boolean {
    this.skipSpace()
    const found = spellings.find((spelling) => this.text.startsWith(spelling, this.at))
    if (found === undefined) return false
    this.at += found.length
    return true
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)
    if (!found) return null
    this.at += found[0].length
    return found[0]
  }

  private peek(): string {
    this.skipSpace()
    return this.text[this.at] ?? ''
  }

  private skipSpace(): void {
    this.match(/\s*/y)
  }

  private refuse(expected: Text): never {
    this.skipSpace()
    const rest = this.text.slice(this.at)
    const found = /^(?:[\p{L}\p{N}_.]+|.)/u.exec(rest)?.[0]
    const spot = { from: this.at, to: this.at + (found?.length ?? 0) }
    throw queryRefusal('expression.syntax', spot, found === undefined ? {
      en: `the expression ends where it needs ${expected.en}.`, ko: `계산식이 끝났지만 ${expected.ko}이(가) 필요합니다.`,
    } : {
      en: `“${found}” stands where the expression needs ${expected.en}.`, ko: `“${found}” 자리에는 ${expected.ko}이(가) 필요합니다.`,
    }, { found: found ?? null })
  }
}

/** The number that an exponent says; null where it says none. */
export function readExponent(exponent: string): { readonly n: bigint; readonly d: bigint } | null {
  return parseRational(exponent)
}

function joined(is: 'sum' | 'difference' | 'product' | 'quotient', left: Expression, right: Expression): Expression {
  return { is, left, right, spot: { from: left.spot.from, to: right.spot.to } }
}

function unknownFunction(name: string, spot: Spot): Refusal {
  const hint = didYouMean(name, FUNCTIONS satisfies readonly FunctionName[])
  return queryRefusal('expression.unknown_function', spot, {
    en: `there is no function “${name}”; there are ${FUNCTIONS.join(', ')}.${hint.en}`,
    ko: `함수 “${name}”은(는) 없습니다. 쓸 수 있는 함수: ${FUNCTIONS.join(', ')}.${hint.ko}`,
  }, { function: name, nearest: hint.nearest })
}
