import type { Origin, Source } from '../records/record.ts'

/** One change that is made to many records; `text` is a value as one types it: `850 MPa`, `FCC, BCC`. */
export type Change =
  | { readonly what: 'set'; readonly field: string; readonly text: string }
  | { readonly what: 'clear'; readonly field: string }
  /** Wherever `find` stands in the name. */
  | { readonly what: 'rename'; readonly find: string; readonly replace: string }
  | { readonly what: 'origin'; readonly origin: Origin }
  | { readonly what: 'source'; readonly source: Source }
