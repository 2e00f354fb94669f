import type { Language } from '#science/refusal.ts'

/**
 * The language to speak: `--language` if it is given, else the locale; English where that says nothing of Korean.
 *
 * It is read before the command line is understood, so that a wrong command line, too, is answered in it.
 */
export function languageOf(args: readonly string[], environment: NodeJS.ProcessEnv): Language {
  for (const [index, arg] of args.entries()) {
    if (arg === '--') break
    const asked = arg === '--language' ? args[index + 1] : arg.match(/^--language=(.*)$/)?.[1]
    if (asked === 'ko' || asked === 'en') return asked
  }
  // POSIX: the first that is set and not empty decides (Base Definitions, 8.2).
  const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || ''
  return /^ko(?![a-z])/i.test(locale) ? 'ko' : 'en'
}
