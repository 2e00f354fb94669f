import { nearestWord } from '#science/nearest-words.ts'
import type { Command } from './command.ts'
import { COMMANDS, commandNamed, nounOf, NOUNS } from './commands/index.ts'
import { EVERYWHERE } from './option.ts'
import { optionName } from './parse-options.ts'
import { wrongUsage } from './usage-refusal.ts'

export type Found =
  | { readonly command: Command; readonly rest: readonly string[] }
  /** Words to show help on; empty for the whole. */
  | { readonly helpOn: string }
  | { readonly version: true }

/**
 * The command that a command line names by its first one or two words; the options of every command may come before.
 *
 * Refuses `usage.unknown_command` with the nearest one, and a noun without its verb.
 */
export function findCommand(args: readonly string[]): Found {
  const [first, second] = leadingWords(args)
  if (!first) {
    if (args.includes('--version')) return { version: true }
    return { helpOn: '' }
  }
  const [one, two] = [args[first.at]!, second && args[second.at]!]
  if (one === 'help') return { helpOn: helpTopic(args.filter((arg) => !arg.startsWith('-')).slice(1)) }
  const without = (...positions: number[]) => args.filter((_, index) => !positions.includes(index))

  const pair = two !== undefined ? commandNamed(`${one} ${two}`) : undefined
  if (pair) return { command: pair, rest: without(first.at, second!.at) }
  if (NOUNS.has(one) && two === undefined && asksHelp(args)) return { helpOn: one }
  const verb = commandNamed(one)
  if (verb) return { command: verb, rest: without(first.at) }
  if (NOUNS.has(one)) throw noSuchVerb(one, two)
  throw noSuchCommand(one)
}

/** The first two bare words with nothing but options of every command before them. */
function leadingWords(args: readonly string[]): { at: number }[] {
  const words: { at: number }[] = []
  for (let at = 0; at < args.length && words.length < 2; at++) {
    const arg = args[at]!
    if (!arg.startsWith('-') || arg === '-') words.push({ at })
    else if (words.length > 0 && !isEverywhere(arg)) break
    else if (arg === '--language') at++
    else if (!isEverywhere(arg) && arg !== '--version') throw optionBeforeCommand(arg)
  }
  return words
}

function isEverywhere(arg: string): boolean {
  return arg === '-h' || Object.keys(EVERYWHERE).some((key) => arg.split('=')[0] === `--${optionName(key)}`)
}

function asksHelp(args: readonly string[]): boolean {
  return args.includes('--help') || args.includes('-h')
}

function helpTopic(words: readonly string[]): string {
  const [one, two] = words
  if (one === undefined) return ''
  if (two !== undefined && commandNamed(`${one} ${two}`)) return `${one} ${two}`
  if (NOUNS.has(one)) {
    if (two !== undefined) throw noSuchVerb(one, two)
    return one
  }
  if (commandNamed(one)) return one
  throw noSuchCommand(one)
}

function noSuchCommand(word: string) {
  const known = [...new Set(COMMANDS.map(({ words }) => words.split(' ')[0]!))]
  const nearest = nearestWord(word, known)
  return wrongUsage('unknown_command', {
    en: `There is no command “${word}”${nearest ? `; did you mean “${nearest}”?` : '.'}`,
    ko: `“${word}” 명령이 없습니다.${nearest ? ` 혹시 “${nearest}”입니까?` : ''}`,
  })
}

function noSuchVerb(noun: string, verb: string | undefined) {
  const verbs = COMMANDS.filter((command) => nounOf(command) === noun).map(({ words }) => words.split(' ')[1]!)
  const nearest = verb === undefined ? null : nearestWord(verb, verbs)
  const list = verbs.join(', ')
  const hint = nearest
    ? { en: `did you mean “${noun} ${nearest}”?`, ko: `혹시 “${noun} ${nearest}”입니까?` }
    : { en: `there are: ${list}.`, ko: `있는 명령: ${list}.` }
  if (verb === undefined) {
    return wrongUsage('verb_missing', {
      en: `“sojae ${noun}” needs one of: ${list}.`, ko: `“sojae ${noun}” 뒤에 다음 중 하나가 필요합니다: ${list}.`,
    }, noun)
  }
  return wrongUsage('unknown_command', {
    en: `There is no “sojae ${noun} ${verb}”; ${hint.en}`,
    ko: `“sojae ${noun} ${verb}” 명령이 없습니다. ${hint.ko}`,
  }, noun)
}

function optionBeforeCommand(arg: string) {
  return wrongUsage('option_before_command', {
    en: `${arg} stands before any command; write the command first.`,
    ko: `${arg} 옵션 앞에 명령이 없습니다. 명령을 먼저 쓰십시오.`,
  })
}
