import type { RecordDraft } from '#stewardship/exchange/record-draft.ts'
import { terms, text } from './draft.ts'
import { madeUp, plusMinus, quantity, scatter } from './made-up.ts'

const { made, of, step, test } = madeUp('bars')
const PLATE = 'Plate P2 (made up)'
const ACROSS = 6
const DOWN = 4

type Bar = { readonly name: string; readonly x: number; readonly y: number }

/** Bars whose test did not give a number, and why. */
const UNTESTED: Readonly<Record<string, { readonly state: 'planned' | 'failed' | 'aborted'; readonly note?: string }>> = {
  'P2 · 1-6': { state: 'aborted', note: 'The grip slipped before yielding · 항복 전에 그립이 미끄러짐' },
  'P2 · 3-1': { state: 'failed', note: 'Broke outside the gauge length · 표점 거리 밖에서 파단' },
  'P2 · 4-5': { state: 'planned' },
  'P2 · 4-6': { state: 'planned' },
}

/** A plate, 24 representative bars cut from it at known places, 20 of them tested; all of it made up. */
export function bars(): RecordDraft[] {
  const cut = Array.from({ length: ACROSS * DOWN }, (_, n): Bar => {
    const [row, column] = [Math.floor(n / ACROSS), n % ACROSS]
    return { name: `P2 · ${row + 1}-${column + 1}`, x: 50 + 80 * column, y: 340 - 90 * row }
  })
  const draw = scatter(11)
  return [
    made('wrought_plate@1', PLATE, { designation: text('6082'), temper: text('T6'), thickness: quantity(20, 'mm') }),
    test('hardness_test@1', 'P2 · hardness', PLATE, { vickers_hardness: plusMinus(104, 3, 'HV') }),
    ...cut.map(({ name, x, y }) => made('test_bar@2', name, {
      specimen_direction: terms('L'), bar_shape: terms('round'), position_x: quantity(x, 'mm'), position_y: quantity(y, 'mm'),
    })),
    step('specimen_cutting@1', 'Cutting of plate P2', [of(PLATE)], cut.map(({ name }) => ({ ...of(name), representative: true })), {
      cutting_method: terms('machining'),
    }, { planned: { cutting_method: terms('water_jet') } }),
    ...cut.map(({ name, x, y }) => {
      const conditions = { test_type: terms('tension'), test_temperature: quantity(23, '°C') }
      const untested = UNTESTED[name]
      if (untested) return test('tension_test@2', `${name} · tension`, name, conditions, untested)
      // Softer towards the middle, which cools last.
      const middle = 1 - ((x - 250) / 250) ** 2 * 0.5 - ((y - 205) / 205) ** 2 * 0.5
      const strength = Math.round(296 - 16 * middle + 2 * draw())
      return test('tension_test@2', `${name} · tension`, name, {
        ...conditions, yield_strength: plusMinus(strength, 3, 'MPa'), ultimate_strength: plusMinus(strength + 34, 3, 'MPa'),
        elongation: quantity(Number((10 + 1.5 * middle + 0.4 * draw()).toFixed(1)), '%'),
      })
    }),
  ]
}
