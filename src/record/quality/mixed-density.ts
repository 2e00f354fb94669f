import { atomicWeight, element } from '#science/chemistry/elements.ts'
import { ELEMENT_PROPERTIES } from '#science/chemistry/data/element-properties.ts'
import type { OwnCheck } from './finding.ts'
import { figures, inUnit, numbersOf, quantityText } from './numbers-of.ts'

/** Atomic volumes of the elements' ground states (OQMD), in Å³. */
const VOLUMES = ELEMENT_PROPERTIES.find(({ name }) => name === 'GSvolume_pa')!.values
/** Elements that are no metals: in a compound with them volumes do not add. */
const NO_METALS: ReadonlySet<string> = new Set(['H', 'He', 'B', 'C', 'N', 'O', 'F', 'Ne', 'P', 'S', 'Cl', 'Ar', 'As', 'Se', 'Br', 'Kr', 'Te', 'I', 'Xe', 'Rn'])
const MOST_OTHERS = 0.1
/** Atoms per Å³ times g/mol into g/cm³: 1e24 over Avogadro's constant (SI 2019, exact). */
const GRAMS = 1e24 / 6.02214076e23

/** The density that an alloy has if its atoms keep their volumes, in g/cm³; null where more than a tenth are no metals. */
export function mixedDensity(fractions: Readonly<Record<string, number>>): number | null {
  let [mass, volume, others] = [0, 0, 0]
  for (const [symbol, fraction] of Object.entries(fractions)) {
    const own = VOLUMES[element(symbol).number - 1]
    if (own === null || own === undefined) return null
    mass += fraction * atomicWeight(symbol)
    volume += fraction * own
    if (NO_METALS.has(symbol)) others += fraction
  }
  return others > MOST_OTHERS || volume === 0 ? null : (GRAMS * mass) / volume
}

/** Factors below and above the mixed density: a piece may have pores, and nothing makes it much denser. */
const [LEAST, MOST] = [0.7, 1.15]

export const DENSITY: OwnCheck = {
  code: 'density_of_mixture', version: 1, severity: 'remark',
  label: { en: 'Density far from the mixture', ko: '혼합 법칙과 크게 다른 밀도' },
  says: {
    en: 'The density of an alloy lies between 0.7 and 1.15 times that of its elements mixed by volume.',
    ko: '합금의 밀도는 원소 부피를 더해 계산한 밀도의 0.7배에서 1.15배 사이에 있다.',
  },
  source: 'Zen’s law of additive volumes; atomic volumes: OQMD ground states by Ward et al. 2016, doi:10.1038/npjcompumats.2016.28',
  find: (subject) => {
    const number = numbersOf(subject).get('density')
    const density = inUnit(number, 'g/cm³')
    const mixed = subject.fractions && mixedDensity(subject.fractions)
    if (!number || density === null || mixed === null) return []
    const ratio = density / mixed
    if (ratio >= LEAST && ratio <= MOST) return []
    return [{
      field: 'density', value: quantityText(number.quantity).en,
      text: {
        en: `${quantityText(number.quantity).en} is ${figures(ratio, 3)} times the ${figures(mixed, 3)} g/cm³ of its elements mixed by volume.`,
        ko: `${quantityText(number.quantity).ko}은(는) 원소 부피를 더한 계산값 ${figures(mixed, 3)} g/cm³의 ${figures(ratio, 3)}배입니다.`,
      },
    }]
  },
}
