import type { Language, Text } from '#science/refusal.ts'
import type { Command } from './command.ts'
import { COMMANDS, commandNamed, GROUPS, nounOf } from './commands/index.ts'
import { EVERYWHERE } from './option.ts'
import type { Options } from './option.ts'
import { optionName } from './parse-options.ts'
import { displayWidth, labelled } from './text-table.ts'

/** The help on a command, on a noun with its verbs, or (empty `words`) on everything; short, with an example. */
export function helpText(words: string, language: Language): string {
  if (words === '') return overview(language)
  const command = commandNamed(words)
  const verbs = COMMANDS.filter((candidate) => nounOf(candidate) === words)
  return [
    ...(command ? [helpOnCommand(command, language)] : []),
    ...(verbs.length > 0 ? [helpOnNoun(words, verbs, language)] : []),
  ].join('\n\n')
}

function overview(language: Language): string {
  const groups = GROUPS.map(({ title, commands }) => ({
    title, lines: commands.map((command) => commandLine(command, language)),
  }))
  const widest = Math.max(...groups.flatMap(({ lines }) => lines.map(([label]) => displayWidth(label))))
  const padded = groups.map(({ title, lines }) => {
    const even = lines.map(([label, about]) => [label + ' '.repeat(widest - displayWidth(label)), about] as const)
    return `${title[language]}\n${indented(labelled(even))}`
  })
  return [LEAD[language], ...padded, FOOT[language]].join('\n\n')
}

function helpOnNoun(noun: string, verbs: readonly Command[], language: Language): string {
  const help = `sojae ${verbs[0]!.words} --help`
  const more: Text = { en: `More on each, such as: ${help}`, ko: `자세히(예): ${help}` }
  return [
    `sojae ${noun} …`,
    indented(labelled(verbs.map((command) => commandLine(command, language)))),
    `${EXAMPLE[language]}\n  ${verbs[0]!.example}`,
    more[language],
  ].join('\n\n')
}

function helpOnCommand({ words, argument, about, options, example }: Command, language: Language): string {
  const own = optionLines(options, language)
  const mark = own.length > 0 ? { en: '[options]', ko: '[옵션]' }[language] : ''
  const usage = ['sojae', words, argument, mark].filter(Boolean).join(' ')
  return [
    `${usage}\n  ${about[language]}`,
    `${{ en: 'Options', ko: '옵션' }[language]}\n${indented(labelled([...own, ...optionLines(EVERYWHERE, language)]))}`,
    `${EXAMPLE[language]}\n  ${example}`,
  ].join('\n\n')
}

function commandLine({ words, argument, about }: Command, language: Language): readonly [string, string] {
  return [[words, argument].filter(Boolean).join(' '), about[language]]
}

function optionLines(options: Options, language: Language): (readonly [string, string])[] {
  return Object.entries(options).map(([key, option]) => {
    const name = `${option.short ? `-${option.short}, ` : ''}--${optionName(key)}`
    return [option.kind === 'flag' ? name : `${name} ${option.placeholder}`, option.about[language]]
  })
}

function indented(text: string): string {
  return text.replace(/^/gm, '  ')
}

const EXAMPLE: Text = { en: 'Example', ko: '예' }

const LEAD: Text = {
  en: 'Sojae: a hub for materials research, from composition to working device\n\nsojae COMMAND [options]',
  ko: '소재(Sojae): 조성부터 소자까지 다루는 소재 연구 허브\n\nsojae 명령 [옵션]',
}

const FOOT: Text = {
  en: `Every command takes --json, --language en|ko and --help.
The hub is the one of SOJAE_HOME on this machine, or that of SOJAE_ADDRESS with SOJAE_TOKEN.

Example
  sojae record list "yield_strength > 800 MPa and elements has all Al, Ti"`,
  ko: `모든 명령에 --json, --language en|ko, --help를 쓸 수 있습니다.
허브는 이 컴퓨터의 SOJAE_HOME에서 찾으며, SOJAE_ADDRESS와 SOJAE_TOKEN으로 다른 허브를 지정할 수 있습니다.

예
  sojae record list "yield_strength > 800 MPa and elements has all Al, Ti"`,
}
