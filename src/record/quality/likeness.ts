import { element } from '#science/chemistry/elements.ts'
import type { Text } from '#science/refusal.ts'

/**
 * What materials must have in common for numbers of one template to be compared.
 *
 * `main`: more than half of the atoms are of one element. `compound`: a fifth or more are nonmetals. `no_main`: neither; such
 * alloys have nothing in common, and are compared with materials of any composition. `elements`: the same elements, of which compositions differ in the above or say nothing.
 * `unknown`: not even the elements are known.
 */
export type Likeness =
  | { readonly of: 'main'; readonly element: string }
  | { readonly of: 'compound' | 'no_main' | 'unknown' }
  | { readonly of: 'elements'; readonly elements: readonly string[] }

/** What is asked of a composition; of elements with equal amounts, the last by its symbol. */
export type Outline = {
  readonly main: string
  readonly isMain: boolean
  readonly isCompound: boolean
}

/** Elements that make a compound of a metal from {@link COMPOUND} on. */
export const NONMETALS: readonly string[] = ['H', 'C', 'N', 'O', 'F', 'P', 'S', 'Cl', 'Se', 'Br', 'I']
/** Atomic fraction of nonmetals from which on a material counts as a compound: above carbon in cast iron (0.17), below nitrogen in Fe4N (0.2). */
export const COMPOUND = 0.19
/** Atomic fraction above which an element is the main one; half and half has none. */
export const MAIN = 0.5 + 1e-9

/** What is alike in materials of one set of elements, from the outlines of the compositions that are made of these. */
export function likenessOf(elements: readonly string[], outlines: readonly Outline[]): Likeness {
  if (elements.length === 0) return { of: 'unknown' }
  const found = new Map(outlines.map(likenessOfOne).map((one) => [likenessKey(one), one]))
  return found.size === 1 ? [...found.values()][0]! : { of: 'elements', elements }
}

function likenessOfOne({ main, isMain, isCompound }: Outline): Likeness {
  if (isCompound) return { of: 'compound' }
  return isMain ? { of: 'main', element: main } : { of: 'no_main' }
}

/** The same text for what is alike, another for what is not. */
export function likenessKey(likeness: Likeness): string {
  if (likeness.of === 'elements') return `elements ${likeness.elements.join(' ')}`
  return 'element' in likeness ? `${likeness.of} ${likeness.element}` : likeness.of
}

/** How it is said of what materials a value was compared with: `materials mainly of aluminium`. */
export function likenessText(likeness: Likeness): Text {
  switch (likeness.of) {
    case 'main': {
      const { name } = element(likeness.element)
      return { en: `materials mainly of ${name.en.toLowerCase()}`, ko: `주성분이 ${name.ko}인 재료` }
    }
    case 'compound': return { en: 'compounds of nonmetals', ko: '비금속 화합물' }
    case 'no_main': return { en: 'materials of any composition', ko: '모든 조성의 재료' }
    case 'elements': return { en: `materials of ${likeness.elements.join(', ')}`, ko: `${likeness.elements.join(', ')}(으)로 된 재료` }
    case 'unknown': return { en: 'materials of unknown composition', ko: '조성을 알 수 없는 재료' }
  }
}
