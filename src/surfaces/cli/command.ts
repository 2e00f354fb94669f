import type { Language, Text } from '#science/refusal.ts'
import type { Options, OptionValues } from './option.ts'

/** What a command is asked to do: its arguments, its options, and how to answer. */
export type Asked<O extends Options = Options> = {
  /** Empty for a command that takes none. */
  readonly argument: string
  /** The arguments after the first, of a command that takes several; those left out are not there. */
  readonly further: readonly string[]
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
  /**
   * Names of its arguments in order, in capitals with a space between (`MODEL.json FILE.csv`); in `[ ]` if it may be left out,
   * then with all after it. Left out if it takes none.
   */
  readonly argument?: string
  readonly about: Text
  readonly options: Options
  readonly example: string
  // The options that `run` reads are those declared beside it; the table of commands does not know them one by one.
  readonly load: () => Promise<{ readonly run: (asked: Asked<any>) => Promise<Outcome> }>
}
