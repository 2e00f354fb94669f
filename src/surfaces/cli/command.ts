import type { Language, Text } from '#science/refusal.ts'
import type { Options, OptionValues } from './option.ts'

/** What a command is asked to do: its argument, its options, and how to answer. */
export type Asked<O extends Options = Options> = {
  /** Empty for a command that takes none. */
  readonly argument: string
  readonly options: OptionValues<O>
  readonly language: Language
  readonly json: boolean
}

/**
 * What a command found: as JSON for programs and as text for people; only the form asked for is made.
 *
 * `raw` is a command that has written to stdout by itself (a file's bytes), or that goes on running (`serve`).
 */
export type Outcome = { readonly json: unknown; readonly text: () => string } | 'raw'

/** A command as the help shows it; what it does is loaded only when it runs. */
export type Command = {
  /** As typed: `overview`, `record list`. */
  readonly words: string
  /** Name of its one argument, in capitals; in `[ ]` if it may be left out, left out if it takes none. */
  readonly argument?: string
  readonly about: Text
  readonly options: Options
  readonly example: string
  // The options that `run` reads are those declared beside it; the table of commands does not know them one by one.
  readonly load: () => Promise<{ readonly run: (asked: Asked<any>) => Promise<Outcome> }>
}
