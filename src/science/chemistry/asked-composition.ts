import { Refusal } from '../refusal.ts'
import { elementsOf, parseFormula } from './composition.ts'
import type { Composition } from './composition.ts'

/** Names of crystal structures whose letters could be symbols: nobody who writes BCC looks for a boron carbide. */
export const STRUCTURES = /^(FCC|BCC|HCP|BCT)$/

/**
 * The composition that a search text means, or null where it is words only.
 *
 * The whole text must read as a formula of at least two elements: `CoCrFeNi`, `Al0.5 Co Cr`, `Fe-18Cr-8Ni`. One
 * element (`Co`), a structure (`BCC`) and a system without amounts (`Al-Co-Cr`) are words.
 */
export function askedComposition(text: string): Composition | null {
  if (STRUCTURES.test(text.trim())) return null
  try {
    const composition = parseFormula(text)
    return elementsOf(composition).length >= 2 ? composition : null
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
