import type { Text } from '#science/refusal.ts'

type Common = { readonly about: Text; readonly short?: string }

/** Limits of a numeric option, both included. */
export type Numeric = { readonly default?: number; readonly min?: number; readonly max?: number }

/** `list` is comma-separated and may repeat; `texts` may repeat and is never split. */
type Valued =
  | { readonly kind: 'text'; readonly default?: string }
  | { readonly kind: 'choice'; readonly choices: readonly string[]; readonly default?: string }
  | { readonly kind: 'number' | 'whole' } & Numeric
  | { readonly kind: 'list' }
  | { readonly kind: 'texts' }

/** An option of a command: `placeholder` stands for its value in the help. */
export type Option =
  | (Common & { readonly kind: 'flag' })
  | (Common & Valued & { readonly placeholder: string; readonly required?: true })

export type Options = Readonly<Record<string, Option>>

type Single<O> =
  O extends { kind: 'number' | 'whole' } ? number
    : O extends { kind: 'choice'; choices: readonly (infer C)[] } ? C
      : string

/** What a command gets of an option once the command line is read. */
export type OptionValue<O> =
  O extends { kind: 'flag' } ? boolean
    : O extends { kind: 'list' | 'texts' } ? readonly string[]
      : Single<O> | (O extends { required: true } | { default: string | number } ? never : undefined)

export type OptionValues<O extends Options> = { readonly [K in keyof O]: OptionValue<O[K]> }

/** Declares options, keeping their exact kinds, so that the values a command reads are typed by them. */
export function options<const O extends Options>(declared: O): O {
  return declared
}

/** The options that every command has. */
export const EVERYWHERE = options({
  json: { kind: 'flag', about: { en: 'Print plain JSON on stdout, nothing else', ko: '표준 출력에 JSON만 출력' } },
  language: {
    kind: 'choice', placeholder: 'LANG', choices: ['en', 'ko'],
    about: { en: 'en or ko; else by LC_ALL or LANG', ko: 'en 또는 ko. 생략하면 LC_ALL, LANG을 따름' },
  },
  help: { kind: 'flag', short: 'h', about: { en: 'Show this help', ko: '이 도움말 표시' } },
})

/** The hub that a command works in. */
export const HUB = options({
  hub: {
    kind: 'text', placeholder: 'HUB', default: 'main',
    about: { en: 'Hub to work in (default: main)', ko: '사용할 허브(기본값: main)' },
  },
})
