import { compositionFromAmounts } from '#science/chemistry/composition.ts'
import type { RecordDraft } from '#stewardship/exchange/record-draft.ts'
import { terms, text } from './draft.ts'
import { madeUp, plusMinus, quantity, scatter } from './made-up.ts'

const { made, of, step, test } = madeUp('wafer')
const WAFER = 'Wafer A (made up)'
const STEP = 10
const ROWS = 'ABCDEFGHI'
/** Where the three targets stand about the wafer, in degrees. */
const TARGETS = { Ni: 90, Cu: 210, Ti: 330 } as const

type Spot = { readonly name: string; readonly x: number; readonly y: number; readonly parts: Record<keyof typeof TARGETS, number> }

/** One wafer of 100 mm with 69 spots of a Ni–Cu–Ti spread in their places, resistances and thicknesses; all of it made up. */
export function wafer(): RecordDraft[] {
  const spots = spotsOf()
  const planned = { deposition_method: terms('co_sputtering'), deposition_temperature: quantity(300, '°C') }
  return [
    ...['A', 'B'].map((letter) => made('substrate@1', `Wafer ${letter} (made up)`, {
      substrate_material: text('SiO2 on Si'), diameter: quantity(100, 'mm'), thickness: quantity(0.525, 'mm'),
    })),
    ...spots.map(({ name, x, y, parts }) => made('library_spot@1', `A · ${name}`, {
      composition: {
        type: 'composition', written: Object.entries(parts).map(([metal, share]) => `${metal}${share}`).join(''), basis: 'amount',
        fractions: compositionFromAmounts(parts).fractions,
      },
      position: text(name), position_x: quantity(x, 'mm'), position_y: quantity(y, 'mm'),
    })),
    step('library_deposition@1', 'Deposition on wafer A', [of(WAFER, 'substrate')], spots.map(({ name }) => of(`A · ${name}`)), {
      ...planned, deposition_temperature: quantity(312, '°C'),
    }, { planned }),
    step('library_deposition@1', 'Deposition on wafer B', [of('Wafer B (made up)', 'substrate')], [], {
      deposition_method: terms('co_sputtering'), deposition_temperature: quantity(180, '°C'),
    }, { state: 'failed', planned, note: 'The titanium target cracked while heating · 승온 중 티타늄 타깃이 갈라짐' }),
    ...tests(spots),
  ]
}

function spotsOf(): Spot[] {
  return [...ROWS].flatMap((row, down) => ROWS.split('').flatMap((_, across): Spot[] => {
    const [x, y] = [(across - 4) * STEP, (4 - down) * STEP]
    return Math.hypot(x, y) > 45 ? [] : [{ name: `${row}${across + 1}`, x, y, parts: sharesAt(x, y) }]
  }))
}

/** Per cent of each metal: each target's share falls off with the distance from it. */
function sharesAt(x: number, y: number): Spot['parts'] {
  const flow = Object.entries(TARGETS).map(([metal, degrees]) => {
    const [targetX, targetY] = [60 * Math.cos(degrees * Math.PI / 180), 60 * Math.sin(degrees * Math.PI / 180)]
    return [metal, Math.exp(-((x - targetX) ** 2 + (y - targetY) ** 2) / 4_000)] as const
  })
  const total = flow.reduce((sum, [, rate]) => sum + rate, 0)
  const [ni, cu] = flow.map(([, rate]) => Math.round(100 * rate / total)) as [number, number, number]
  return { Ni: ni, Cu: cu, Ti: 100 - ni - cu }
}

const rounded = (value: number, digits: number) => Number(value.toPrecision(digits))

function tests(spots: readonly Spot[]): RecordDraft[] {
  const draw = scatter(7)
  return spots.flatMap((spot): RecordDraft[] => {
    const { name, x, y, parts } = spot
    const said: RecordDraft[] = []
    // Alloying resists, and most where all three are there; the numbers are of the usual size of 100 nm films.
    const resistance = rounded(0.35 + 6.5 * (parts.Ni * parts.Ti + parts.Cu * parts.Ti + 0.4 * parts.Ni * parts.Cu) / 3_333 * (1 + 0.03 * draw()), 3)
    const probe = (again: string, value: number) => test('sheet_resistance_measurement@2', `A · ${name} · sheet resistance${again}`, `A · ${name}`, {
      test_temperature: quantity(25, '°C'),
      sheet_resistance: value < 3 ? quantity(3, 'Ω', { bound: '<' }) : plusMinus(value, rounded(0.02 * value, 2), 'Ω'),
    })
    if (name === 'B3') {
      said.push(test('sheet_resistance_measurement@2', `A · ${name} · sheet resistance`, `A · ${name}`, { test_temperature: quantity(25, '°C') }, {
        state: 'aborted', note: 'The probe scratched through the film · 탐침이 막을 긁어 중단',
      }))
    } else if (name === 'E5') {
      for (const again of [' 1', ' 2', ' 3']) said.push(probe(again, rounded(resistance * (1 + 0.015 * draw()), 3)))
    } else if (name === 'I5') {
      said.push(test('sheet_resistance_measurement@2', `A · ${name} · sheet resistance`, `A · ${name}`, { test_temperature: quantity(25, '°C') }, { state: 'planned' }))
    } else if (!['A5', 'H7'].includes(name)) said.push(probe('', resistance))
    if ((x + y) / STEP % 2 === 0) {
      const thickness = rounded(0.118 - 0.00001 * (x * x + y * y) + 0.001 * draw(), 3)
      said.push(test('thickness_measurement@1', `A · ${name} · thickness`, `A · ${name}`, {
        thickness_method: terms('profilometer'), thickness: plusMinus(thickness, 0.002, 'µm'),
      }))
    }
    return said
  })
}
