import { Refusal } from '#science/refusal.ts'
import type { Language } from '#science/refusal.ts'
import { findCommand } from './find-command.ts'
import { languageOf } from './language.ts'
import { printable, problemOf, refusalLine, writeOut, writeRemark } from './output.ts'
import { parseOptions } from './parse-options.ts'
import { exitStatusOf, wrongUsage } from './usage-refusal.ts'

/**
 * Runs one command line and answers its exit status: 0 done, 1 refused, 2 wrong usage.
 *
 * A refusal is one line on stderr, with `--json` also a problem (RFC 9457) on stdout. A defect of our own is thrown on.
 */
export async function runCommandLine(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const language = languageOf(args, environment)
  try {
    await obey(args, language)
    return 0
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    writeRemark(refusalLine(error, language))
    if (args.includes('--json')) await writeOut(`${JSON.stringify(problemOf(error, language))}\n`)
    return exitStatusOf(error)
  }
}

async function obey(args: readonly string[], language: Language): Promise<void> {
  const found = findCommand(args)
  if ('helpOn' in found) return showHelp(found.helpOn, language)
  if ('version' in found) {
    const { default: { version } } = await import('../../../package.json', { with: { type: 'json' } })
    return writeOut(`${version}\n`)
  }
  const { command, rest } = found
  const { values, positionals } = parseOptions(rest, command.options, command.words)
  if (values['help']) return showHelp(command.words, language)
  const names = command.argument?.split(' ') ?? []
  if (names.some((name, at) => !name.startsWith('[') && !positionals[at])) throw argumentMissing(command.words, command.argument!)
  const superfluous = positionals[names.length]
  if (superfluous !== undefined) throw argumentSuperfluous(command.words, superfluous)
  const [argument = '', ...further] = positionals

  const { run } = await command.load()
  const json = values['json'] === true
  const outcome = await run({ argument, further, options: values, language, json })
  if (outcome === 'raw') return
  await writeOut(json ? `${JSON.stringify(outcome.json, null, 2)}\n` : `${printable(outcome.text())}\n`)
}

async function showHelp(on: string, language: Language): Promise<void> {
  const { helpText } = await import('./help.ts')
  await writeOut(`${helpText(on, language)}\n`)
}

function argumentMissing(words: string, argument: string): Refusal {
  return wrongUsage('argument_missing', {
    en: `What is missing: sojae ${words} ${argument}.`,
    ko: `빠진 인자가 있습니다: sojae ${words} ${argument}.`,
  }, words)
}

function argumentSuperfluous(words: string, argument: string): Refusal {
  return wrongUsage('argument_superfluous', {
    en: `“${argument}” is one word too many for “sojae ${words}”; put quotes around what has spaces.`,
    ko: `“sojae ${words}”에 “${argument}”은(는) 남는 인자입니다. 공백이 있으면 따옴표로 묶으십시오.`,
  }, words)
}
