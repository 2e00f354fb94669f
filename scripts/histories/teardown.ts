import type { Value } from '#record/records/value.ts'
import type { RecordDraft } from '#stewardship/exchange/record-draft.ts'
import { terms, text } from './draft.ts'
import { madeUp, plusMinus, quantity } from './made-up.ts'

const { made, of, step, test } = madeUp('cell')

/**
 * A cell opened after its test: its cathode is cut in two, one half dissolved for its elements, and its anode measured.
 * All of it made up.
 */
export function teardown(cell: string, agedOxide: Value): RecordDraft[] {
  const aged = (side: string) => `${side} of ${cell.toLowerCase()}, aged`
  const half = (letter: string) => `Half ${letter} of ${aged('Cathode').toLowerCase()}`
  const cathode = { polarity: terms('positive'), current_collector: text('Al foil') }
  return [
    made('electrode@1', aged('Cathode'), cathode),
    made('electrode@1', aged('Anode'), { polarity: terms('negative'), current_collector: text('Cu foil') }),
    made('substance@1', aged('Separator')),
    step('cell_teardown@1', `Teardown of ${cell.toLowerCase()}`, [of(cell)], [
      of(aged('Cathode'), 'cathode'), of(aged('Anode'), 'anode'), of(aged('Separator'), 'separator'),
    ], { assembly_atmosphere: terms('argon') }, { planned: { assembly_atmosphere: terms('argon') } }),
    test('thickness_measurement@1', `${aged('Anode')} · thickness`, aged('Anode'), {
      thickness_method: terms('gauge'), thickness: plusMinus(84, 2, 'µm'),
    }),
    made('electrode@1', half('a'), cathode),
    made('electrode@1', half('b'), cathode),
    step('specimen_cutting@1', `Cutting of ${aged('Cathode').toLowerCase()}`, [of(aged('Cathode'))], [
      { ...of(half('a')), representative: true }, of(half('b')),
    ], { cutting_method: terms('punching') }),
    test('elemental_analysis@1', `${aged('Cathode')} · elements after 100 cycles`, half('a'), { composition: agedOxide }, {
      note: 'Active material only, without binder and carbon; it was dissolved for it · 바인더와 탄소를 뺀 활물질만. 분석하려고 녹임',
    }),
    step('sample_dissolution@1', `Dissolution of ${half('a').toLowerCase()}`, [of(half('a'))], [], {
      treatment_temperature: quantity(90, '°C'),
    }),
  ]
}
