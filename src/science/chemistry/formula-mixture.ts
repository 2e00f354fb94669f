import { Refusal } from '../refusal.ts'
import type { CompositionBasis } from './composition.ts'
import { atomicWeight } from './elements.ts'
import type { Atoms, FormulaPart } from './formula-reader.ts'

/** Amounts by element on a basis. */
export type MixedAmounts = { readonly amounts: Atoms; readonly basis: CompositionBasis }

const PERCENT = 100

/**
 * The amounts that the hyphen-joined parts of a formula come to.
 *
 * `Fe-18Cr-8Ni`: the first part takes the balance to 100, in wt.% when all parts are elements (the custom of alloys);
 * for compounds the basis must be said. `0.7BaTiO3-0.3SrTiO3`: all parts have numbers; compounds are then counted in
 * formula units, but for elements alone the basis must be said. One part without hyphens counts atoms.
 */
export function mixParts(
  parts: readonly FormulaPart[],
  basis: CompositionBasis | undefined,
  written: string,
): MixedAmounts {
  if (parts.length === 1) {
    const { atoms, coefficient } = parts[0]!
    return { amounts: scaled(atoms, coefficient ?? 1), basis: basis ?? 'amount' }
  }
  const [first, ...others] = parts as readonly [FormulaPart, ...FormulaPart[]]
  const bare = others.find((part) => part.coefficient === null)
  if (bare) return refuseNoAmount(written, bare)
  const areElements = parts.every((part) => part.isElement)
  if (areElements) refuseRepeats(parts, written)
  const custom = first.coefficient === null ? (areElements ? 'mass' : undefined) : (areElements ? undefined : 'amount')
  const chosen = basis ?? custom ?? refuseNoBasis(written)
  const weights = others.map((part) => part.coefficient!)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const balance = first.coefficient ?? trimNoise(PERCENT - total)
  if (first.coefficient === null && balance <= 0) return refuseBalance(written, total)
  const amounts = new Map<string, number>()
  for (const [k, part] of parts.entries()) {
    const share = k === 0 ? balance : weights[k - 1]!
    for (const [symbol, amount] of partAmounts(part, share, chosen)) {
      amounts.set(symbol, (amounts.get(symbol) ?? 0) + amount)
    }
  }
  return { amounts, basis: chosen }
}

/** What a share of one part brings by element: atoms of so many formula units, or masses that sum to the share. */
function partAmounts(part: FormulaPart, share: number, basis: CompositionBasis): Atoms {
  if (basis === 'amount') return scaled(part.atoms, share)
  if (part.isElement) return new Map([...part.atoms.keys()].map((symbol) => [symbol, share]))
  const masses = new Map([...part.atoms].map(([symbol, n]) => [symbol, n * atomicWeight(symbol)]))
  const formulaMass = [...masses.values()].reduce((sum, mass) => sum + mass, 0)
  return scaled(masses, share / formulaMass)
}

function scaled(atoms: Atoms, times: number): Atoms {
  return times === 1 ? atoms : new Map([...atoms].map(([symbol, amount]) => [symbol, amount * times]))
}

/** 100 − 0.1 − 0.2 without its binary noise: written percentages have far fewer than 12 figures. */
function trimNoise(value: number): number {
  return Number(value.toPrecision(12))
}

function refuseNoAmount(written: string, part: FormulaPart): never {
  throw new Refusal('composition.no_amounts', {
    en: `“${written}” names a system, not a composition: the part at position ${part.start} has no amount. `
      + 'Write amounts as in Fe-18Cr-8Ni or AlCoCrFeNi.',
    ko: `“${written}”은(는) 조성이 아니라 계의 이름입니다. ${part.start}번째 글자의 성분에 양이 없습니다. `
      + 'Fe-18Cr-8Ni 또는 AlCoCrFeNi처럼 양을 적으십시오.',
  }, { text: written, position: part.start })
}

function refuseRepeats(parts: readonly FormulaPart[], written: string): void {
  const seen = new Set<string>()
  for (const part of parts) {
    const symbol = [...part.atoms.keys()][0]!
    if (!seen.has(symbol)) {
      seen.add(symbol)
      continue
    }
    throw new Refusal('composition.repeated_element', {
      en: `“${written}” gives ${symbol} twice. Give each element once.`,
      ko: `“${written}”에 ${symbol}이(가) 두 번 나옵니다. 원소마다 한 번만 적으십시오.`,
    }, { text: written, symbol, position: part.start })
  }
}

function refuseNoBasis(written: string): never {
  throw new Refusal('composition.ambiguous_basis', {
    en: `“${written}” may be in mass or in atoms. Add (wt.%), (at.%) or (mol%).`,
    ko: `“${written}”의 기준이 질량인지 원자 수인지 알 수 없습니다. (wt.%), (at.%), (mol%) 가운데 하나를 덧붙이십시오.`,
  }, { text: written, choices: ['wt.%', 'at.%', 'mol%'] })
}

function refuseBalance(written: string, total: number): never {
  throw new Refusal('composition.balance_below_zero', {
    en: `The additions in “${written}” sum to ${trimNoise(total)} %, so nothing is left for the first element. `
      + 'Correct the amounts.',
    ko: `“${written}”의 첨가량 합이 ${trimNoise(total)} %여서 첫 원소의 몫이 남지 않습니다. 양을 바로잡으십시오.`,
  }, { text: written, total })
}
