import { convert } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import type { OwnCheck } from './finding.ts'
import { figures, inUnit, numbersOf, quantityText } from './numbers-of.ts'

/** Young's moduli of polycrystalline metals at room temperature, in GPa: Kaye & Laby, Tables of Physical and Chemical Constants, 16th ed., 2.2.2. */
const MODULI: Readonly<Record<string, number>> = {
  Al: 70.3, Bi: 31.9, Cd: 49.9, Cr: 279.1, Cu: 129.8, Au: 78, Fe: 211.4, Pb: 16.1, Mg: 44.7, Ni: 199.5, Nb: 104.9, Pt: 168, Ag: 82.7,
  Ta: 185.7, Sn: 49.9, Ti: 115.7, W: 411, V: 127.6, Zn: 108.4,
}
/** Atomic share that elements without a known modulus may have. */
const MOST_UNKNOWN = 0.1

/** Young's modulus that an alloy has if its atoms share one strain, in GPa; null where more than a tenth of them have none known. */
export function mixedModulus(fractions: Readonly<Record<string, number>>): number | null {
  let [sum, known] = [0, 0]
  for (const [symbol, fraction] of Object.entries(fractions)) {
    const own = MODULI[symbol]
    if (own === undefined) continue
    sum += fraction * own
    known += fraction
  }
  return known < 1 - MOST_UNKNOWN ? null : sum / known
}

/** Factors of the mixed modulus: metals soften to less than half near their melting point, and a frame gives way with the bar. */
const [LEAST, MOST] = [0.3, 1.3]
/** Amid what the mixture allows: where another unit would put it. */
const [AMID_LEAST, AMID_MOST] = [0.35, 1.2]

/** Units of stress that stand in for one another without a label, by how many MPa each is. */
const UNLABELLED = ['MPa', 'GPa', 'ksi', 'psi']

export const SLOPE_OF_CURVE: OwnCheck = {
  code: 'slope_of_curve', version: 1, severity: 'remark',
  label: { en: 'Slope of the curve far from the metal’s modulus', ko: '금속의 탄성계수와 크게 다른 곡선 기울기' },
  says: {
    en: 'The slope on loading of a stress–strain curve of an alloy lies between 0.3 and 1.3 times the Young’s modulus of its elements, mixed by atoms.',
    ko: '합금의 응력-변형률 곡선이 보이는 초기 기울기는 원소의 영률을 원자 비율로 섞은 값의 0.3배에서 1.3배 사이에 있다.',
  },
  source: 'Voigt’s bound, the mean at equal strain (Hill 1952, Proc. Phys. Soc. A 65, 349); moduli: Kaye & Laby, 16th ed., 2.2.2; the lower factor leaves room for 300 °C and for strain taken at the frame',
  find: (subject) => {
    const number = numbersOf(subject).get('loading_slope')
    const slope = inUnit(number, 'GPa')
    const mixed = subject.fractions && mixedModulus(subject.fractions)
    if (!number || slope === null || mixed === null) return []
    const ratio = slope / mixed
    if (ratio >= LEAST && ratio <= MOST) return []
    const shown = quantityText(number.quantity)
    const { from_curve: curve } = number.quantity
    const units = curve === undefined ? null : unitsOf(subject.content.values[curve])
    const slip = units && slipOf(ratio, units)
    return [{
      field: 'loading_slope', value: shown.en,
      text: {
        en: `${shown.en} is ${figures(ratio, 3)} times the ${figures(mixed, 3)} GPa of its elements.${slip ? ` ${slip.en}` : ' Is a unit wrong, or was the strain taken at the frame?'}`,
        ko: `${shown.ko}은(는) 원소의 영률을 섞은 ${figures(mixed, 3)} GPa의 ${figures(ratio, 3)}배입니다.${slip ? ` ${slip.ko}` : ' 단위가 틀렸거나 변형률을 시험기 프레임에서 쟀습니까?'}`,
      },
    }]
  },
}

/** Units of a curve of strain and stress, as written. */
function unitsOf(curve: unknown): { strain: string; stress: string } | null {
  const axes = (curve as { axes?: readonly { name: string; unit: string }[] } | undefined)?.axes
  const [strain, stress] = [axes?.find(({ name }) => name === 'strain'), axes?.find(({ name }) => name === 'stress')]
  return strain && stress ? { strain: strain.unit, stress: stress.unit } : null
}

/** The slip of units that explains a ratio: percent taken for plain strain, or a unit of stress for another. */
function slipOf(ratio: number, { strain, stress }: { strain: string; stress: string }): { en: string; ko: string } | null {
  const isAmid = (factor: number) => ratio * factor >= AMID_LEAST && ratio * factor <= AMID_MOST
  if (strain === '1' && isAmid(100)) return { en: 'With its strain in % it is amid: % taken for a plain number?', ko: '변형률을 %로 읽으면 맞습니다. % 값을 단위 없는 수로 적었습니까?' }
  if (ratio <= 0 && strain === '%') return { en: 'Is its strain a plain number that was taken for %?', ko: '단위 없는 변형률을 %로 적었습니까?' }
  if (ratio <= 0) return null
  const own = parseUnit(stress)
  const other = UNLABELLED.map((symbol) => ({ symbol, factor: convert(1, parseUnit(symbol), own) }))
    .filter(({ factor }) => Math.abs(factor - 1) > 0.05 && isAmid(factor))
    .toSorted((a, b) => Math.abs(Math.log(ratio * a.factor)) - Math.abs(Math.log(ratio * b.factor)))[0]
  return other ? { en: `With its stress in ${other.symbol} it is amid: ${other.symbol} taken for ${stress}?`, ko: `응력을 ${other.symbol}(으)로 읽으면 맞습니다. ${other.symbol} 값을 ${stress}(으)로 적었습니까?` } : null
}
