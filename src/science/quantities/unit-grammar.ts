import { Refusal } from '../refusal.ts'
import type { Rational } from './rational.ts'
import { ONE, multiply, parseRational, power, rational } from './rational.ts'
import { UNITS } from './data/units.ts'

/** A product of powers as read, before any symbol is looked up: a number times symbols with exponents. */
export type UnitProduct = {
  readonly scale: Rational
  readonly terms: readonly { readonly token: string; readonly exponent: Rational }[]
}

// 40 decimals: far beyond a number's 17, so that products of π round rightly.
const PI = parseRational('3.1415926535897932384626433832795028841972')!

const SYMBOLS_WITH_DIGITS = UNITS.flatMap((unit) => [unit.symbol, ...(unit.also ?? [])])
  .filter((symbol) => /^\D+\d/.test(symbol))
  .sort((a, b) => b.length - a.length)

/**
 * The product of powers that a plain unit text says.
 *
 * Grammar: products by space, `·`, `.` or a joining hyphen; one or more `/`, read from the left (`W/m/K`);
 * brackets; exponents as `^-1`, `^(1/2)`, `m0.5`, `cm-1`; `√`. What has two readings is refused:
 * `J/mol K` (is K above or below the stroke?) and `m^1/2`.
 */
export function parseUnitProduct(plain: string, written: string): UnitProduct {
  return new UnitReader(plain, written).read()
}

class UnitReader {
  private readonly text: string
  private readonly written: string
  private at = 0

  constructor(text: string, written: string) {
    this.text = text
    this.written = written
  }

  read(): UnitProduct {
    const product = this.readQuotient()
    if (this.at < this.text.length) this.refuse()
    return product
  }

  /** quotient = ["/"] product { "/" product }: after a stroke only one factor or a hyphen-joined product. */
  private readQuotient(): UnitProduct {
    this.skipSpace()
    let result: UnitProduct = { scale: ONE, terms: [] }
    let afterStroke = false
    if (this.take('/')) {
      result = combine(result, this.readJoined(), -1n)
      afterStroke = true
    } else {
      result = this.readJoined()
    }
    for (;;) {
      const gap = this.skipSpace()
      if (this.take('/')) {
        result = combine(result, this.readJoined(), -1n)
        afterStroke = true
      } else if (this.take('·') || this.takeDot()) {
        this.skipSpace()
        if (afterStroke) this.refuseStroke()
        result = combine(result, this.readJoined(), 1n)
      } else if (this.startsFactor() && (gap || /[(√]/.test(this.peek()) || this.text[this.at - 1] === ')')) {
        if (afterStroke) this.refuseStroke()
        result = combine(result, this.readJoined(), 1n)
      } else {
        return result
      }
    }
  }

  /** joined = factor { "-" factor }: a hyphen between symbols binds tightly, as in `J/g-K`. */
  private readJoined(): UnitProduct {
    this.skipSpace()
    let result = this.readFactor()
    while (this.peek() === '-' && /[\p{L}°]/u.test(this.text[this.at + 1] ?? '')) {
      this.at += 1
      result = combine(result, this.readFactor(), 1n)
    }
    return result
  }

  private readFactor(): UnitProduct {
    if (this.take('√')) return raise(this.readFactor(), rational(1n, 2n))
    if (this.take('(')) {
      const inner = this.readQuotient()
      this.skipSpace()
      if (!this.take(')')) this.refuse()
      return raise(inner, this.readExponent())
    }
    const number = this.match(/\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y)
    if (number) {
      const value = parseRational(number)!
      if (value.n === 0n) this.refuse()
      return { scale: this.peek() === '^' ? power(value, this.readExponent()) : value, terms: [] }
    }
    if (this.match(/(?:π|pi(?![\p{L}]))/uy)) return { scale: PI, terms: [] }
    const token = this.readSymbol()
    return { scale: ONE, terms: [{ token, exponent: this.readExponent() }] }
  }

  private readSymbol(): string {
    const withDigits = SYMBOLS_WITH_DIGITS.find((symbol) => this.text.startsWith(symbol, this.at))
    if (withDigits && !/[\p{L}\d]/u.test(this.text[this.at + withDigits.length] ?? '')) {
      this.at += withDigits.length
      return withDigits
    }
    return this.match(/[\p{L}°%‰"'″′”’“_$€#]+/uy) ?? this.refuse()
  }

  /** An exponent, or one where there is none. */
  private readExponent(): Rational {
    const start = this.at
    const marked = this.take('^')
    const bracketed = marked ? this.match(/\(\s*[+-]?[\d./]+\s*\)/y) : null
    const bare = bracketed?.slice(1, -1).trim() ?? this.match(/[+-]?\d+(?:\.\d+)?/y)
    if (bare === null) return marked ? this.refuse() : ONE
    const exponent = parseRational(bare)
    if (!exponent) this.refuse()
    if (!bracketed && /^\/\d/.test(this.text.slice(this.at))) this.refuseExponent(start)
    return exponent!
  }

  private startsFactor(): boolean {
    return /[\p{L}\d°%‰"'″′”’“_(√π$€#]/u.test(this.peek())
  }

  /** A full stop multiplies when a symbol follows: `ohm.cm`. */
  private takeDot(): boolean {
    if (!/^\.\s*[\p{L}°(]/u.test(this.text.slice(this.at))) return false
    this.at += 1
    return true
  }

  private peek(): string {
    return this.text[this.at] ?? ''
  }

  private take(sign: string): boolean {
    if (!this.text.startsWith(sign, this.at)) return false
    this.at += sign.length
    return true
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)
    if (!found) return null
    this.at += found[0].length
    return found[0]
  }

  private skipSpace(): boolean {
    return this.match(/\s+/y) !== null
  }

  private refuse(): never {
    const rest = this.text.slice(this.at)
    const where = rest === '' ? { en: 'it ends too early', ko: '끝이 빠져 있습니다' }
      : { en: `it cannot be read from “${rest}” on`, ko: `“${rest}”부터 읽을 수 없습니다` }
    throw new Refusal('unit.malformed', {
      en: `“${this.written}” is not a unit: ${where.en}. Write it like mA/cm^2, W/(m K) or kg m^-3.`,
      ko: `“${this.written}”은(는) 단위 표기가 아닙니다: ${where.ko}. mA/cm^2, W/(m K), kg m^-3처럼 쓰십시오.`,
    }, { unit: this.written, position: this.at })
  }

  private refuseStroke(): never {
    throw new Refusal('unit.ambiguous', {
      en: `“${this.written}” has two readings: what follows the stroke may stand above or below it. `
        + 'Use brackets, as in J/(mol K), or exponents, as in J mol^-1 K^-1.',
      ko: `“${this.written}”은(는) 두 가지로 읽힙니다. 빗금 뒤의 단위가 분모인지 분자인지 알 수 없습니다. `
        + 'J/(mol K)처럼 괄호를 쓰거나 J mol^-1 K^-1처럼 지수로 쓰십시오.',
    }, { unit: this.written, choices: ['J/(mol K)', 'J mol^-1 K^-1'] })
  }

  private refuseExponent(start: number): never {
    const [, above, below] = /\^?([+-]?[\d.]+)\/(\d+)/.exec(this.text.slice(start)) ?? []
    throw new Refusal('unit.ambiguous', {
      en: `“${this.written}” has two readings: write ^(${above}/${below}) if ${above}/${below} is the exponent.`,
      ko: `“${this.written}”은(는) 두 가지로 읽힙니다. ${above}/${below}이(가) 지수이면 ^(${above}/${below})로 쓰십시오.`,
    }, { unit: this.written, choices: [`^(${above}/${below})`] })
  }
}

function combine(a: UnitProduct, b: UnitProduct, sign: 1n | -1n): UnitProduct {
  const right = sign === 1n ? b : raise(b, rational(-1n))
  return { scale: multiply(a.scale, right.scale), terms: [...a.terms, ...right.terms] }
}

function raise(product: UnitProduct, exponent: Rational): UnitProduct {
  return {
    scale: power(product.scale, exponent),
    terms: product.terms.map((term) => ({ token: term.token, exponent: multiply(term.exponent, exponent) })),
  }
}
