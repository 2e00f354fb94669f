import { createSubscriber } from 'svelte/reactivity'
import { inLanguage } from '#science/refusal.ts'
import type { Language, Text } from '#science/refusal.ts'
import { getLocale, overwriteGetLocale, setLocale } from './messages/compiled/runtime.js'

let chosen: Language = getLocale()
let changed = () => {}

/** Whoever reads the language while drawing is drawn again when it changes. */
const follow = createSubscriber((update) => {
  changed = update
})

overwriteGetLocale(language)
document.documentElement.lang = chosen

/** The reader's language: what they chose here before, else what their browser prefers, else English. */
export function language(): Language {
  follow()
  return chosen
}

/** Changes the language of the whole page at once and remembers it in this browser. */
export function chooseLanguage(next: Language): void {
  chosen = next
  document.documentElement.lang = next
  void setLocale(next, { reload: false })
  changed()
}

/** A sentence of the hub in the reader's language. */
export function say(text: Text): string {
  return inLanguage(text, language())
}
