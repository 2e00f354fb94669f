import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'

/**
 * The refusal of a command line that cannot be understood: exit status 2, with a hint at the help of `words`.
 *
 * `code` is written without its prefix `usage.`.
 */
export function wrongUsage(code: string, text: Text, words = ''): Refusal {
  const help = ['sojae', words, '--help'].filter(Boolean).join(' ')
  return new Refusal(`usage.${code}`, { en: `${text.en} See: ${help}`, ko: `${text.ko} 도움말: ${help}` }, { help })
}

/** 2 for wrong usage, 1 for everything else that was refused. */
export function exitStatusOf(refusal: Refusal): 1 | 2 {
  return refusal.code.startsWith('usage.') ? 2 : 1
}
