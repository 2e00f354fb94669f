import { FIELD_WORDS } from '#contract/field-words.ts'
import type { Template } from './choice-text.ts'

/** A field that a column may fill. */
export type Offer = { readonly template: Template; readonly field: Template['fields'][number] }

/**
 * The fields that a person looks for by some words: those that are called so first, then those whose names begin so, then those with a
 * word that begins so, then those that have the words anywhere, the template's title included. Among equals those of templates that
 * the sheet fills already (`chosen`, by name) come first.
 *
 * A field is called by its name, its title in both languages, and the words that laboratories use for it.
 */
export function rankOffers(offers: readonly Offer[], sought: string, chosen: ReadonlySet<string>): Offer[] {
  const asked = plain(sought)
  if (asked === '') return []
  return offers
    .map((offer) => ({ offer, rank: rankOf(offer, asked) }))
    .filter(({ rank }) => rank < NOT_FOUND)
    .toSorted((a, b) => a.rank - b.rank || Number(chosen.has(b.offer.template.template)) - Number(chosen.has(a.offer.template.template)))
    .map(({ offer }) => offer)
}

const NOT_FOUND = 5

function rankOf({ template, field }: Offer, asked: string): number {
  const names = [
    field.name, field.label.en, field.label.ko, ...(FIELD_WORDS[field.name] ?? []), ...(FIELD_WORDS[`${template.template}.${field.name}`] ?? []),
  ].map(plain)
  if (names.includes(asked)) return 0
  if (names.some((name) => name.startsWith(asked))) return 1
  if (names.some((name) => name.includes(` ${asked}`))) return 2
  const words = asked.split(' ')
  const has = (texts: readonly string[]) => words.every((word) => texts.some((text) => text.includes(word)))
  if (has(names)) return 3
  return has([...names, plain(template.label.en), plain(template.label.ko)]) ? 4 : NOT_FOUND
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll('_', ' ').replace(/\s+/g, ' ').trim()
}
