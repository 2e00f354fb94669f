import { compositionFromAmounts } from '#science/chemistry/composition.ts'
import type { QuantityValue, Value } from '#record/records/value.ts'
import type { RecordDraft } from '#stewardship/exchange/record-draft.ts'
import { terms, text } from './draft.ts'
import { madeUp, plusMinus, quantity } from './made-up.ts'
import { teardown } from './teardown.ts'

const { made, of, step, test } = madeUp('cell')

/** A cathode slurry with its solvent in g for 100 g of solids, the loading of its coating in mg/cm², and the cells made of it. */
type Line = { readonly name: string; readonly solvent: number; readonly solids: number; readonly loading: number; readonly cells: readonly number[] }
const LINES: readonly Line[] = [
  { name: 'Cathode', solvent: 60, solids: 62.5, loading: 18, cells: [1, 2, 3] },
  { name: 'Thin cathode', solvent: 72.4, solids: 58, loading: 16.5, cells: [4, 5] },
  { name: 'Thick cathode', solvent: 51.5, solids: 66, loading: 19.4, cells: [6, 7] },
]
/** Capacity in mAh/g and retention in per cent after 100 cycles; cell 6 lost its test, that of cell 7 is still to come. */
const CYCLED: Readonly<Record<number, readonly [capacity: number, retention: number]>> = {
  1: [196.4, 91.2], 2: [195.1, 92.8], 3: [197, 92.1], 4: [192.7, 94.6], 5: [193.5, 94.1],
}

/** Powders to slurries to coated sheets to discs to seven cells, one of them opened after its test; every number is made up. */
export function cells(): RecordDraft[] {
  return [
    made('substance@1', 'NMC811', { composition: oxide(1) }),
    made('substance@1', 'Graphite', {
      composition: { type: 'composition', written: 'C', basis: 'amount', fractions: { C: 1 } },
    }),
    ...['Carbon black', 'PVDF', 'NMP', 'CMC', 'SBR', 'Water', 'Al foil', 'Cu foil', 'Separator', 'Electrolyte']
      .map((name) => made('substance@1', name)),
    ...LINES.flatMap(({ name, solvent, solids, loading, cells: numbers }) => electrode(name, 'positive', 'Al foil', solids, loading, numbers, [
      of('NMC811', 'active_material', quantity(94, 'g')), of('Carbon black', 'conductive_additive', quantity(3, 'g')),
      of('PVDF', 'binder', quantity(3, 'g')), of('NMP', 'solvent', quantity(solvent, 'g')),
    ])),
    ...electrode('Anode', 'negative', 'Cu foil', 50, 11, [...LINES.flatMap(({ cells: numbers }) => numbers), 8], [
      of('Graphite', 'active_material', quantity(97, 'g')), of('CMC', 'binder', quantity(1.5, 'g')),
      of('SBR', 'binder', quantity(1.5, 'g')), of('Water', 'solvent', quantity(100, 'g')),
    ]),
    ...LINES.flatMap(({ name, cells: numbers }) => numbers.flatMap((n) => [
      made('cell@1', `Cell ${n}`, { cell_format: terms('coin') }),
      step('cell_assembly@1', `Assembly of cell ${n}`, [
        of(`${name} disc ${n}`, 'cathode'), of(`Anode disc ${n}`, 'anode'), of('Separator', 'separator'),
        of('Electrolyte', 'electrolyte', quantity(80, 'µL')),
      ], [of(`Cell ${n}`)], { assembly_atmosphere: terms('argon'), electrolyte_volume: quantity(80, 'µL') }),
      cycling(n),
    ])),
    step('cell_assembly@1', 'Assembly of cell 8', [of('Anode disc 8', 'anode'), of('Separator', 'separator')], [], {
      assembly_atmosphere: terms('argon'),
    }, { state: 'aborted', note: 'The separator tore before the cathode was laid in · 양극을 넣기 전에 분리막이 찢어짐' }),
    test('elemental_analysis@1', 'Cathode sheet · elements before cycling', 'Cathode sheet, pressed', { composition: oxide(1) }, {
      note: 'Active material only, without binder and carbon · 바인더와 탄소를 뺀 활물질만',
    }),
    ...teardown('Cell 1', oxide(0.89)),
    step('cell_teardown@1', 'Teardown of cell 2', [of('Cell 2')], [], {}, {
      state: 'planned', planned: { assembly_atmosphere: terms('argon') },
    }),
  ]
}

/** The active material with as much lithium as is left in it. */
function oxide(lithium: number): Value {
  const amounts = { Li: lithium, Ni: 0.8, Mn: 0.1, Co: 0.1, O: 2 }
  const written = `Li${lithium === 1 ? '' : lithium}Ni0.8Mn0.1Co0.1O2`
  return { type: 'composition', written, basis: 'amount', fractions: compositionFromAmounts(amounts).fractions }
}

function electrode(
  side: string, polarity: string, foil: string, solids: number, loading: number, cellNumbers: readonly number[], slurry: ReturnType<typeof of>[],
): RecordDraft[] {
  const values = { polarity: terms(polarity), current_collector: text(foil) }
  const lower = side.toLowerCase()
  const discs = cellNumbers.map((n) => `${side} disc ${n}`)
  return [
    made('slurry@1', `${side} slurry`, { solid_content: quantity(solids, 'wt.%') }),
    step('slurry_mixing@1', `Mixing of ${lower} slurry`, slurry, [of(`${side} slurry`)], {
      mixer: terms('planetary'), mixing_time: quantity(120, 'min'),
    }),
    made('electrode@1', `${side} sheet, coated`, values),
    step('coating@1', `Coating of ${lower}`, [
      of(`${side} slurry`, 'slurry'), of(foil, 'current_collector'),
    ], [of(`${side} sheet, coated`)], { coating_method: terms('doctor_blade') }),
    test('loading_measurement@1', `${side} loading`, `${side} sheet, coated`, { loading: quantity(loading, 'mg/cm²') }),
    made('electrode@1', `${side} sheet, pressed`, values),
    step('calendering@1', `Calendering of ${lower}`, [of(`${side} sheet, coated`)], [of(`${side} sheet, pressed`)]),
    ...discs.map((disc) => made('electrode@1', disc, values)),
    step('electrode_punching@1', `Punching of ${lower} discs`, [of(`${side} sheet, pressed`)],
      discs.map((disc) => of(disc)), { diameter: quantity(14, 'mm') }),
  ]
}

function cycling(n: number): RecordDraft {
  const conditions: Record<string, QuantityValue> = {
    test_temperature: quantity(25, '°C'), upper_voltage: quantity(4.2, 'V'), lower_voltage: quantity(2.8, 'V'),
  }
  const name = `Cell ${n} · cycling`
  const cycled = CYCLED[n]
  if (!cycled) {
    return test('cycling_test@2', name, `Cell ${n}`, conditions, n === 6
      ? { state: 'aborted', note: 'The power failed in the third cycle · 3회째 사이클에서 정전' } : { state: 'planned' })
  }
  const [capacity, retention] = cycled
  return test('cycling_test@2', name, `Cell ${n}`, {
    ...conditions, cycles: quantity(100, 'cycle'), discharge_capacity: plusMinus(capacity, 0.8, 'mAh/g'), capacity_retention: quantity(retention, '%'),
  })
}
