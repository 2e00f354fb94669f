import type { AskedReading } from './reading-text.ts'
import type { Choice } from './choice-text.ts'

/** What was chosen for a sheet in this tab, so that making a template in between loses nothing; choices belong to headers. */
export type KeptChoices = {
  choices: Readonly<Record<string, Choice>>
  asked?: AskedReading | undefined
  material?: string | undefined
  piece?: string | undefined
  name?: string | undefined
}

const keyOf = (hub: string, sha256: string) => `sojae.mapping.${hub}.${sha256}`

export function readChoices(hub: string, sha256: string): KeptChoices {
  try {
    const kept = JSON.parse(sessionStorage.getItem(keyOf(hub, sha256)) ?? 'null') as KeptChoices | null
    return kept && typeof kept.choices === 'object' && !Array.isArray(kept.choices) ? kept : { choices: {} }
  } catch {
    return { choices: {} }
  }
}

export function keepChoices(hub: string, sha256: string, kept: KeptChoices): void {
  try {
    sessionStorage.setItem(keyOf(hub, sha256), JSON.stringify(kept))
  } catch {
    // A browser that keeps nothing still maps; only leaving the page loses the choices.
  }
}
