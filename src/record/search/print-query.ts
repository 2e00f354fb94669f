import type { Comparison, Path, Query, Written } from './query.ts'

/** A query as text that reads back as the same query, words in lower case, quotation marks only where needed. */
export function printQuery(query: Query): string {
  if (query.is === 'not') return `not ${printPart(query.part, ['and', 'or'])}`
  if (query.is === 'condition') return `${printPath(query.path)} ${printComparison(query.comparison)}`
  const inBrackets = query.is === 'or' ? ['or'] : ['and', 'or']
  return query.parts.map((part) => printPart(part, inBrackets)).join(` ${query.is} `)
}

/** A path as it is typed: `up.anneal.temperature`. */
export function printPath({ reach, template, name }: Path): string {
  return [reach, template, name].filter((part) => part !== null).join('.')
}

function printPart(part: Query, inBrackets: readonly string[]): string {
  return inBrackets.includes(part.is) ? `(${printQuery(part)})` : printQuery(part)
}

function printComparison(comparison: Comparison): string {
  switch (comparison.how) {
    case 'known': case 'unknown': return `is ${comparison.how}`
    case 'between': return `between ${printValue(comparison.low)} and ${printValue(comparison.high)}`
    case 'in': return `in (${comparison.values.map(printValue).join(', ')})`
    case 'has': return `has ${comparison.quantifier} ${comparison.values.map(printValue).join(', ')}`
    default: return `${comparison.how} ${printValue(comparison.value)}`
  }
}

function printValue({ text }: Written): string {
  const isPlain = /^[\p{L}\p{N}%°_+\-./·^:]+(?: [\p{L}\p{N}%°_+\-./·^:]+)*$/u.test(text)
    && !text.split(/[^\p{L}]/u).some((word) => /^(?:and|or)$/i.test(word))
  return isPlain ? text : `"${text.replace(/["\\]/g, '\\$&')}"`
}
