import { parseArgs } from 'node:util'
import { nearestWord } from '#science/nearest-words.ts'
import type { Refusal } from '#science/refusal.ts'
import { EVERYWHERE } from './option.ts'
import type { Numeric, Option, Options } from './option.ts'
import { wrongUsage } from './usage-refusal.ts'

export type ParsedOptions = {
  readonly values: Readonly<Record<string, unknown>>
  readonly positionals: readonly string[]
}

/**
 * Reads what follows a command's words by its option table; options and arguments may stand in any order.
 *
 * An option name is its key with `-` for `_`. Refuses `usage.*`: unknown options with the nearest known one, missing,
 * superfluous and impossible values, one value given twice, required options left out (unless help is asked for).
 */
export function parseOptions(args: readonly string[], declared: Options, words: string): ParsedOptions {
  const table: Options = { ...declared, ...EVERYWHERE }
  const byName = new Map(Object.entries(table).map(([key, option]) => [optionName(key), { key, option }]))
  // Not strict: its messages know neither our languages nor the nearest name, and it takes `--min -5` for a mistake.
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries([...byName].map(([name, { option }]) => [name, {
      type: option.kind === 'flag' ? 'boolean' as const : 'string' as const,
      ...(option.short && { short: option.short }),
    }])),
  })
  const given = new Map<string, string[]>()
  const positionals: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    const known = byName.get(token.name)
    if (!known) throw unknownOption(token.rawName, [...byName.keys()], words)
    const { key, option } = known
    const before = given.get(key) ?? []
    if (option.kind === 'flag') {
      if (token.value !== undefined) throw takesNoValue(token.rawName, words)
      given.set(key, ['true'])
      continue
    }
    const isNextOption = !token.inlineValue && byName.has(token.value?.match(/^--([^=]+)/)?.[1] ?? '')
    if (token.value === undefined || isNextOption) throw needsValue(token.rawName, option.placeholder, words)
    if (before.length > 0 && option.kind !== 'list' && option.kind !== 'texts') throw givenTwice(token.rawName, words)
    given.set(key, [...before, token.value])
  }
  const asksHelp = given.has('help')
  const values = Object.fromEntries(Object.entries(table).map(([key, option]) =>
    [key, asksHelp ? undefined : valueOf(optionName(key), option, given.get(key) ?? [], words)]))
  return { values: { ...values, help: asksHelp }, positionals }
}

/** The name of an option as it is typed: `log_target` is `log-target`. */
export function optionName(key: string): string {
  return key.replaceAll('_', '-')
}

function valueOf(name: string, option: Option, written: readonly string[], words: string): unknown {
  if (option.kind === 'flag') return written.length > 0
  if (option.required && written.length === 0) throw leftOut(name, option.placeholder, words)
  if (option.kind === 'texts') return written
  if (option.kind === 'list') return written.join(',').split(',').map((part) => part.trim()).filter(Boolean)
  const [text] = written
  if (text === undefined) return option.default
  if (option.kind === 'text') return text
  if (option.kind === 'choice') {
    if (option.choices.includes(text)) return text
    const choices = option.choices.join(', ')
    throw wrongUsage('no_such_choice', {
      en: `--${name} is one of ${choices}, not “${text}”.`,
      ko: `--${name}은(는) ${choices} 중 하나여야 합니다(입력값: “${text}”).`,
    }, words)
  }
  return numberOf(name, option, text, words)
}

type Limits = Numeric & { readonly kind: 'number' | 'whole' }

function numberOf(name: string, limits: Limits, text: string, words: string): number {
  const { kind, min = -Infinity, max = Infinity } = limits
  const number = text.trim() === '' ? NaN : Number(text)
  const isOfKind = kind === 'number' ? Number.isFinite(number) : Number.isSafeInteger(number)
  if (isOfKind && number >= min && number <= max) return number
  const bounds = [...(Number.isFinite(min) ? [`≥ ${min}`] : []), ...(Number.isFinite(max) ? [`≤ ${max}`] : [])]
  const range = bounds.length > 0 ? ` (${bounds.join(', ')})` : ''
  const wanted = kind === 'whole' ? { en: 'a whole number', ko: '정수' } : { en: 'a number', ko: '숫자' }
  throw wrongUsage('no_number', {
    en: `--${name} wants ${wanted.en}${range}, not “${text}”.`,
    ko: `--${name}에는 ${wanted.ko}${range}가 필요합니다(입력값: “${text}”).`,
  }, words)
}

function unknownOption(rawName: string, known: readonly string[], words: string): Refusal {
  const nearest = nearestWord(rawName.replace(/^-+/, ''), known)
  return wrongUsage('unknown_option', {
    en: `There is no option ${rawName}${nearest ? `; did you mean --${nearest}?` : '.'}`,
    ko: `${rawName} 옵션이 없습니다.${nearest ? ` 혹시 --${nearest}입니까?` : ''}`,
  }, words)
}

function needsValue(rawName: string, placeholder: string, words: string): Refusal {
  return wrongUsage('value_missing', {
    en: `${rawName} needs a value: ${rawName} ${placeholder}.`, ko: `${rawName}에 값이 필요합니다: ${rawName} ${placeholder}.`,
  }, words)
}

function takesNoValue(rawName: string, words: string): Refusal {
  return wrongUsage('value_superfluous', { en: `${rawName} takes no value.`, ko: `${rawName}에는 값을 줄 수 없습니다.` }, words)
}

function givenTwice(rawName: string, words: string): Refusal {
  return wrongUsage('option_twice', { en: `${rawName} is given twice.`, ko: `${rawName}이(가) 두 번 지정되었습니다.` }, words)
}

function leftOut(name: string, placeholder: string, words: string): Refusal {
  return wrongUsage('option_required', {
    en: `--${name} ${placeholder} is needed.`, ko: `--${name} ${placeholder}이(가) 필요합니다.`,
  }, words)
}
