// Writes the lives of materials that never were, from a seed: composition → synthesis → specimen, microstructure and
// three tests → coating → film and its test → assembly → device and two performance tests. 14 records, 101 quantities.
import { ELEMENTS } from '#science/chemistry/elements.ts'
import { createRandom } from '#science/numerics/random.ts'
import type { Random } from '#science/numerics/random.ts'
import type { RecordContent } from '#record/records/record.ts'
import type { Value, Values } from '#record/records/value.ts'
import { newId } from '#platform/storage/new-id.ts'
import { FAMILIES, PHASES, ROUTES, STEPS, templateOf } from './families.ts'
import type { Quantified, Step } from './families.ts'

/** A record as it would be read from a file, with the elements that it states or inherits. */
export type Made = { readonly id: string; readonly content: RecordContent; readonly elements: readonly number[]; readonly at: Date }

export const RECORDS_PER_LIFE = 14
/** Elements that materials are made of; noble gases and what decays within years are left out. */
const USED = ELEMENTS.slice(0, 83).filter(({ symbol }) => !['He', 'Ne', 'Ar', 'Kr', 'Xe', 'Tc', 'Pm'].includes(symbol))
const SINCE = Date.UTC(2020, 0, 1)
const SOURCE = { kind: 'own' } as const

/** The lives of `count` materials; the same seed writes the same contents (ids are new). */
export function* lifeCycles(count: number, seed: number): Generator<Made> {
  const random = createRandom(seed)
  const palettes = Array.from({ length: FAMILIES }, () => pick(random, USED, 8 + random.integer(5)))
  for (let life = 0; life < count; life++) yield* oneLife(random, palettes, life, new Date(SINCE + life * 400))
}

function* oneLife(random: Random, palettes: readonly (typeof USED)[], life: number, at: Date): Generator<Made> {
  // A few families hold most of the records, as in every hub: the square of a uniform number.
  const family = Math.floor(random.uniform() ** 2 * FAMILIES)
  const elements = pick(random, palettes[family]!, 2 + random.integer(4))
  const parts = elements.map(() => 1 + random.integer(9))
  const total = parts.reduce((sum, part) => sum + part, 0)
  const numbers = elements.map(({ number }) => number).sort((a, b) => a - b)
  const written = elements.map(({ symbol }, k) => `${symbol}${parts[k]}`).join('')
  // How good the material is: what makes its results hang together.
  const quality = random.normal()
  const values = (step: Step): Record<string, Value> => Object.fromEntries(
    STEPS[step].map((field: Quantified) => [field.name, quantity(field, random, quality)]),
  )
  const said = (step: Step) => ({
    template: `${templateOf(family, step)}@1`, name: `${written} · ${step} · ${life}`, origin: 'measured' as const, source: SOURCE,
  })
  const made = (id: string, content: RecordContent): Made => ({ id, content, elements: numbers, at })
  const material = (step: Step, extra: Values = {}): Made => (
    made(newId(at.getTime()), { kind: 'material', ...said(step), values: { ...extra, ...values(step) } })
  )
  const measured = (step: Step, of: string, extra: Values = {}) => made(newId(at.getTime()), {
    kind: 'measurement', ...said(step), state: 'done', of, values: { ...extra, ...values(step) },
  })
  const process = (step: Step, input: string, output: string, extra: Values = {}) => made(newId(at.getTime()), {
    kind: 'process', ...said(step), state: 'done', planned: {}, values: { ...extra, ...values(step) },
    inputs: [{ material: input, role: 'feedstock' }], outputs: [{ material: output }],
  })

  const composition = material('composition', {
    composition: {
      type: 'composition', written, basis: 'amount',
      fractions: Object.fromEntries(elements.map(({ symbol }, k) => [symbol, parts[k]! / total])),
    },
  })
  const specimen = material('specimen')
  const film = material('film')
  const device = material('device')
  yield composition
  yield specimen
  yield film
  yield device
  yield process('synthesis', composition.id, specimen.id, { route: terms(ROUTES[random.integer(ROUTES.length)]!) })
  yield process('coating', specimen.id, film.id)
  yield process('assembly', film.id, device.id)
  yield measured('microstructure', specimen.id, { phase: terms(PHASES[random.integer(PHASES.length)]!) })
  for (let test = 0; test < 3; test++) yield measured('test', specimen.id)
  yield measured('film_test', film.id)
  for (let test = 0; test < 2; test++) yield measured('performance', device.id)
}

/** Log-normal about the field's median; a tenth of the spread is the material's own quality. */
function quantity({ unit, median, spread }: Quantified, random: Random, quality: number): Value {
  const drawn = median * Math.exp(spread * (0.5 * quality + 0.85 * random.normal()))
  const value = Number(drawn.toPrecision(4))
  const uncertain = random.integer(4) === 0
  return {
    type: 'quantity', value, unit, written: String(value),
    ...(uncertain ? { uncertainty: { kind: 'standard', value: Number((value * 0.03).toPrecision(2)) } as const } : {}),
  }
}

function terms(term: string): Value {
  return { type: 'terms', terms: [term] }
}

function pick<T>(random: Random, from: readonly T[], count: number): T[] {
  return Array.from(random.permutation(from.length).subarray(0, count), (at) => from[at]!)
}
