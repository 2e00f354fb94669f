import type { Refusal, Text } from '#science/refusal.ts'
import { QUANTIFIERS } from './query.ts'
import type { Comparison, Path, Query, Sign, Spot, Written } from './query.ts'
import { didYouMean, queryRefusal } from './query-refusal.ts'

/** Longer queries are refused: no person writes one, and each condition costs the database a look. */
export const LONGEST_QUERY = 2000

const SIGN_SPELLINGS: readonly (readonly [string, Sign])[] = [
  ['!=', '!='], ['≠', '!='], ['<=', '<='], ['≤', '<='], ['>=', '>='], ['≥', '>='], ['=', '='], ['<', '<'], ['>', '>'],
]
const OPERATORS = ['between', 'in', 'has', 'contains', 'is']
const JOINTS = ['and', 'or']

const CONDITION: Text = {
  en: 'a condition, such as yield_strength > 800 MPa', ko: 'yield_strength > 800 MPa 같은 조건',
}
const OPERATOR: Text = {
  en: '=, !=, <, <=, >, >=, between, in, has, contains or is',
  ko: '=, !=, <, <=, >, >=, between, in, has, contains, is 중 하나',
}
const VALUE: Text = { en: 'a value', ko: '값' }
const JOINT: Text = { en: '“and”, “or” or the end', ko: '“and”, “or” 또는 끝' }
const one = (word: string): Text => ({ en: `“${word}”`, ko: `“${word}”` })

/**
 * The conditions that a text says, by the grammar of docs/decisions/0010-search-language.md.
 *
 * Refuses `query.syntax` with the column, what was expected there, and the nearest word; `query.too_long`.
 * Example: `stage = property and not elements has any Pb, Cd`.
 */
export function parseQuery(text: string): Query {
  if (text.length > LONGEST_QUERY) throw queryRefusal('query.too_long', undefined, {
    en: `A query has at most ${LONGEST_QUERY} characters; this one has ${text.length}. Split it.`,
    ko: `검색식은 ${LONGEST_QUERY}자까지입니다. 이 검색식은 ${text.length}자이므로 나누어 찾으십시오.`,
  })
  return new QueryReader(text).read()
}

class QueryReader {
  private readonly text: string
  private at = 0

  constructor(text: string) {
    this.text = text
  }

  read(): Query {
    const query = this.readJoined('or')
    if (this.rest() !== '') this.refuse(JOINT, JOINTS)
    return query
  }

  private readJoined(joint: 'or' | 'and'): Query {
    const parts: Query[] = []
    do parts.push(joint === 'or' ? this.readJoined('and') : this.readOne())
    while (this.takeWord(joint))
    return parts.length === 1 ? parts[0]! : { is: joint, parts }
  }

  private readOne(): Query {
    if (this.takeWord('not')) return { is: 'not', part: this.readOne() }
    if (!this.take('(')) return this.readCondition()
    const query = this.readJoined('or')
    if (!this.take(')')) this.refuse({ en: '“and”, “or” or “)”', ko: '“and”, “or” 또는 “)”' }, JOINTS)
    return query
  }

  private readCondition(): Query {
    return { is: 'condition', path: this.readPath(), comparison: this.readComparison() }
  }

  private readPath(): Path {
    this.skipSpace()
    const from = this.at
    const written = this.match(/[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*/uy)
    if (written === null || JOINTS.includes(written.toLowerCase())) this.refuse(CONDITION, [], from)
    const names = written!.split('.')
    const first = names[0]!.toLowerCase()
    const reach = names.length > 1 && (first === 'up' || first === 'down') ? first : null
    if (reach) names.shift()
    if (names.length > 2) this.refuse({
      en: 'a field, template.field, or one of these after up. or down.',
      ko: '필드, 템플릿.필드, 또는 그 앞에 up.이나 down.을 붙인 것',
    }, [], from)
    const [name, template] = [names.pop()!, names.pop() ?? null]
    return { reach, template, name, spot: { from, to: this.at } }
  }

  private readComparison(): Comparison {
    this.skipSpace()
    const sign = SIGN_SPELLINGS.find(([spelling]) => this.take(spelling))?.[1]
    if (sign) return { how: sign, value: this.readValue() }
    if (this.takeWord('contains')) return { how: 'contains', value: this.readValue() }
    if (this.takeWord('between')) {
      const low = this.readValue()
      if (!this.takeWord('and')) this.refuse(one('and'), ['and'])
      return { how: 'between', low, high: this.readValue() }
    }
    if (this.takeWord('in')) {
      if (!this.take('(')) this.refuse(one('('))
      const values = this.readList()
      if (!this.take(')')) this.refuse({ en: '“,” or “)”', ko: '“,” 또는 “)”' })
      return { how: 'in', values }
    }
    if (this.takeWord('has')) {
      const quantifier = QUANTIFIERS.find((word) => this.takeWord(word)) ?? 'all'
      return { how: 'has', quantifier, values: this.readList() }
    }
    if (!this.takeWord('is')) return this.refuse(OPERATOR, OPERATORS)
    if (this.takeWord('known')) return { how: 'known' }
    if (this.takeWord('unknown')) return { how: 'unknown' }
    return this.refuse({ en: '“known” or “unknown”', ko: '“known” 또는 “unknown”' }, ['known', 'unknown'])
  }

  private readList(): Written[] {
    const values: Written[] = []
    do values.push(this.readValue())
    while (this.take(','))
    return values
  }

  private readValue(): Written {
    this.skipSpace()
    const from = this.at
    const quoted = this.match(/"(?:[^"\\]|\\[^])*"|[“”](?:[^“”\\]|\\[^])*[“”]/uy)
    const text = quoted?.slice(1, -1).replace(/\\([^])/gu, '$1') ?? this.readBare()
    // An unfinished quotation is told as what it is; it would read on to the end of the text.
    if (text === '' && /["“”]/.test(this.text[from] ?? '') && quoted === null) {
      this.refuse({ en: 'the closing quotation mark', ko: '닫는 따옴표' }, [], this.text.length)
    }
    if (text === '') this.refuse(VALUE, [], from)
    return { text, spot: { from, to: this.at } }
  }

  /** A value without quotation marks runs to a comma, a bracket that it did not open, “and”, “or” or the end. */
  private readBare(): string {
    const from = this.at
    for (let depth = 0; this.at < this.text.length; this.at++) {
      const sign = this.text[this.at]!
      if (depth === 0 && (sign === ',' || sign === ')' || this.isJointAhead())) break
      if (sign === '(') depth++
      if (sign === ')') depth--
      if (!/[=<>!≠≤≥"“”]/.test(sign)) continue
      if (this.at === from) break
      this.refuse({
        en: 'a value, with “and” or “or” before the next condition', ko: '값과, 다음 조건 앞의 “and” 또는 “or”',
      }, [], this.at, this.at + 1)
    }
    const bare = this.text.slice(from, this.at).trimEnd()
    this.at = from + bare.length
    return bare
  }

  private isJointAhead(): boolean {
    if (/[\p{L}\p{N}_.]/u.test(this.text[this.at - 1] ?? ' ')) return false
    return /^(?:and|or)(?![\p{L}\p{N}_.])/iu.test(this.text.slice(this.at, this.at + 4))
  }

  private takeWord(word: string): boolean {
    this.skipSpace()
    const ahead = this.text.slice(this.at, this.at + word.length)
    if (ahead.toLowerCase() !== word || /[\p{L}\p{N}_.]/u.test(this.text[this.at + word.length] ?? ' ')) return false
    this.at += word.length
    return true
  }

  private take(sign: string): boolean {
    this.skipSpace()
    if (!this.text.startsWith(sign, this.at)) return false
    this.at += sign.length
    return true
  }

  private rest(): string {
    this.skipSpace()
    return this.text.slice(this.at)
  }

  private skipSpace(): void {
    this.match(/\s+/uy)
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0] ?? null
    this.at += found?.length ?? 0
    return found
  }

  private refuse(expected: Text, words: readonly string[] = [], from?: number, to?: number): never {
    throw this.refusal(expected, words, from, to)
  }

  private refusal(expected: Text, words: readonly string[], from?: number, to?: number): Refusal {
    this.skipSpace()
    const start = from ?? this.at
    const found = to === undefined
      ? (/^(?:[\p{L}\p{N}_.]+|[^])/u.exec(this.text.slice(start))?.[0] ?? '') : this.text.slice(start, to)
    const near = didYouMean(found, words)
    const spot: Spot = { from: start, to: start + found.length }
    return queryRefusal('query.syntax', spot, found === '' ? {
      en: `the query ends where it needs ${expected.en}.`, ko: `검색식이 여기서 끝났습니다. 와야 할 것: ${expected.ko}.`,
    } : {
      en: `“${found}” stands where the query needs ${expected.en}.${near.en}`,
      ko: `“${found}” 자리에 와야 할 것: ${expected.ko}.${near.ko}`,
    }, { found, nearest: near.nearest })
  }
}
