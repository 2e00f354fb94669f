import type { Participation } from '#record/records/record.ts'
import type { QuantityValue, Values } from '#record/records/value.ts'
import type { RecordDraft } from '#stewardship/exchange/record-draft.ts'
import { material, measurement, process, terms, text } from './draft.ts'
import { common, quantity } from './made-up.ts'

const input = (name: string, role: string, amount?: QuantityValue): Participation => (
  { material: `cell:${name}`, role, ...(amount ? { amount } : {}) }
)
const made = (template: string, name: string, values: Values = {}) => (
  material(`cell:${name}`, { ...common, template: `${template}@1`, name }, values)
)
const step = (
  template: string, name: string, inputs: readonly Participation[], outputs: readonly string[], values: Values = {},
) => process(
  `cell:${name}`, { ...common, template: `${template}@1`, name }, inputs,
  outputs.map((output) => ({ material: `cell:${output}` })), values,
)

const CELLS = [1, 2, 3]
const discs = (side: string) => CELLS.map((n) => `${side} disc ${n}`)

/** Powders to slurries to coated sheets to discs to three cells; every number is set, and no test has been done. */
export function cells(): RecordDraft[] {
  return [
    made('substance', 'NMC811', { composition: {
      type: 'composition', written: 'LiNi0.8Mn0.1Co0.1O2', basis: 'amount',
      fractions: { Li: 0.25, Ni: 0.2, Mn: 0.025, Co: 0.025, O: 0.5 },
    } }),
    made('substance', 'Graphite', {
      composition: { type: 'composition', written: 'C', basis: 'amount', fractions: { C: 1 } },
    }),
    ...['Carbon black', 'PVDF', 'NMP', 'CMC', 'SBR', 'Water', 'Al foil', 'Cu foil', 'Separator', 'Electrolyte']
      .map((name) => made('substance', name)),
    ...electrode('Cathode', 'positive', 'Al foil', 62.5, 18, [
      input('NMC811', 'active_material', quantity(94, 'g')), input('Carbon black', 'conductive_additive', quantity(3, 'g')),
      input('PVDF', 'binder', quantity(3, 'g')), input('NMP', 'solvent', quantity(60, 'g')),
    ]),
    ...electrode('Anode', 'negative', 'Cu foil', 50, 11, [
      input('Graphite', 'active_material', quantity(97, 'g')), input('CMC', 'binder', quantity(1.5, 'g')),
      input('SBR', 'binder', quantity(1.5, 'g')), input('Water', 'solvent', quantity(100, 'g')),
    ]),
    ...CELLS.flatMap((n) => [
      made('cell', `Cell ${n}`, { cell_format: terms('coin') }),
      step('cell_assembly', `Assembly of cell ${n}`, [
        input(`Cathode disc ${n}`, 'cathode'), input(`Anode disc ${n}`, 'anode'), input('Separator', 'separator'),
        input('Electrolyte', 'electrolyte', quantity(80, 'µL')),
      ], [`Cell ${n}`], { assembly_atmosphere: terms('argon'), electrolyte_volume: quantity(80, 'µL') }),
      planned(n),
    ]),
  ]
}

function electrode(
  side: string, polarity: string, foil: string, solids: number, loading: number, slurry: readonly Participation[],
): RecordDraft[] {
  const values = { polarity: terms(polarity), current_collector: text(foil) }
  return [
    made('slurry', `${side} slurry`, { solid_content: quantity(solids, 'wt.%') }),
    step('slurry_mixing', `Mixing of ${side.toLowerCase()} slurry`, slurry, [`${side} slurry`], {
      mixer: terms('planetary'), mixing_time: quantity(120, 'min'),
    }),
    made('electrode', `${side} sheet, coated`, values),
    step('coating', `Coating of ${side.toLowerCase()}`, [
      input(`${side} slurry`, 'slurry'), input(foil, 'current_collector'),
    ], [`${side} sheet, coated`], { coating_method: terms('doctor_blade') }),
    measurement(
      `cell:${side} loading`, `cell:${side} sheet, coated`,
      { ...common, template: 'loading_measurement@1', name: `${side} loading` },
      { loading: quantity(loading, 'mg/cm²') },
    ),
    made('electrode', `${side} sheet, pressed`, values),
    step('calendering', `Calendering of ${side.toLowerCase()}`, [{ material: `cell:${side} sheet, coated` }], [
      `${side} sheet, pressed`,
    ]),
    ...discs(side).map((disc) => made('electrode', disc, values)),
    step('electrode_punching', `Punching of ${side.toLowerCase()} discs`, [{ material: `cell:${side} sheet, pressed` }],
      discs(side), { diameter: quantity(14, 'mm') }),
  ]
}

function planned(n: number): RecordDraft {
  const test = measurement(
    `cell:cycling ${n}`, `cell:Cell ${n}`, { ...common, template: 'cycling_test@2', name: `Cell ${n} · cycling` },
    {
      test_temperature: quantity(25, '°C'), upper_voltage: quantity(4.2, 'V'), lower_voltage: quantity(2.8, 'V'),
    },
  )
  return { ...test, content: { ...test.content, state: 'planned' } as RecordDraft['content'] }
}
