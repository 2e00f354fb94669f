import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { convert } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import type { Field, Summary } from '../templates/template.ts'
import type { Columns } from './columns.ts'
import { summariesOf } from './summaries.ts'

const label = { en: 'l', ko: 'l' }
const axes = [{ name: 'x', label, unit: '%' }, { name: 'y', label, unit: 'MPa' }]
const curve = (summaries: readonly Summary[]): Field => ({
  name: 'curve', label, type: 'curve', role: 'result', obligation: 'optional', axes, summaries,
})
const target = (unit: string): Field => ({ name: 's', label, type: 'quantity', role: 'result', obligation: 'optional', unit })
type Asked = Summary extends infer S ? (S extends Summary ? Omit<S, 'name' | 'axis'> : never) : never

function summed(
  asked: Asked, x: readonly number[], y: readonly number[], units: readonly [string, string] = ['%', 'MPa'], axis = 'y', fieldUnit = 'MPa',
) {
  const columns: Columns = [Float64Array.from(x), Float64Array.from(y)]
  const found = summariesOf(
    curve([{ name: 's', axis, ...asked } as Summary]), [target(fieldUnit)], [{ name: 'x', unit: units[0] }, { name: 'y', unit: units[1] }], columns,
  )
  return found[0]?.value ?? null
}
const number = (...asked: Parameters<typeof summed>) => summed(...asked)?.value ?? null
const MISSING = NaN

test('the greatest stress is the author’s own number in the author’s unit, and says which curve it is of', () => {
  assert.deepEqual(summed({ of: 'maximum' }, [0, 1, 2], [0, 45.3, 44.1], ['%', 'ksi']), {
    type: 'quantity', value: 45.3, unit: 'ksi', from_curve: 'curve',
  })
  assert.equal(number({ of: 'minimum' }, [0, 1, 2], [0, -3, 5]), -3)
  assert.equal(number({ of: 'maximum' }, [0, 7, 2], [0, 1, 2], ['%', 'MPa'], 'x'), 7)
})

test('the strain at the greatest stress is that of the first such point', () => {
  assert.equal(number({ of: 'x_at_maximum' }, [0, 1, 2, 3], [0, 5, 5, 4]), 1)
})

test('a missing point is no zero: the minimum of what is known stands', () => {
  assert.equal(number({ of: 'minimum' }, [0, 1, 2], [4, MISSING, 3]), 3)
  assert.equal(number({ of: 'maximum' }, [0, 1], [MISSING, MISSING]), null)
})

test('between two points a value lies on the straight line, and nowhere beyond the ends or in a gap', () => {
  assert.equal(number({ of: 'value_at', at: 1.5 }, [1, 2, 3], [10, 20, 0]), 15)
  assert.equal(number({ of: 'value_at', at: 3 }, [1, 2, 3], [10, 20, 7]), 7)
  assert.equal(number({ of: 'value_at', at: 3.1 }, [1, 2, 3], [10, 20, 7]), null)
  assert.equal(number({ of: 'value_at', at: 1.5 }, [1, 2, 3], [10, MISSING, 7]), null)
})

test('x where y first comes to a level lies on the line too, the level in the template’s unit', () => {
  assert.equal(number({ of: 'x_at', at: 15 }, [1, 2, 3], [10, 20, 0]), 1.5)
  assert.equal(number({ of: 'x_at', at: 15_000 }, [1, 2, 3], [10, 20, 0], ['%', 'GPa']), 1.5)
  assert.equal(number({ of: 'x_at', at: 21 }, [1, 2, 3], [10, 20, 0]), null)
  assert.equal(number({ of: 'x_at', at: 15 }, [1, 2, 3], [10, MISSING, 20]), null)
})

test('where a template asks in per cent, a curve over plain strain is asked at the same strain', () => {
  assert.equal(number({ of: 'value_at', at: 2 }, [0, 0.04], [0, 100], ['1', 'MPa']), 50)
})

test('the slope is that of the least-squares line through the window: (0,1), (1,3), (2,4) rise by 1.5', () => {
  const slope = summed({ of: 'slope', between: [0, 2] }, [0, 1, 2, 3], [1, 3, 4, 100], ['%', 'MPa'], 'y', 'GPa')!
  assert.ok(Math.abs(slope.value - 0.15) < 1e-12)
  assert.equal(slope.unit, 'GPa')
  assert.equal(number({ of: 'slope', between: [0, 2] }, [1, 1, 5], [1, 3, 4]), null)
})

test('an area is the sum of trapezia in y times x; a window cuts them, and what it does not cover has no area', () => {
  const whole = summed({ of: 'area' }, [0, 2, 3], [0, 4, 2], ['%', 'MPa'], 'y', 'MJ/m³')!
  assert.deepEqual([whole.value, whole.unit], [0.07, 'MJ/m³'])
  const number = (...[asked, x, y]: Parameters<typeof summed>) => summed(asked, x, y, ['1', 'MPa'], 'y', 'MPa')?.value ?? null
  assert.equal(number({ of: 'area', between: [100, 300] }, [0, 2, 3], [0, 4, 2]), 6)
  assert.equal(number({ of: 'area', between: [100, 400] }, [0, 2, 3], [0, 4, 2]), null)
  assert.equal(number({ of: 'area' }, [0, 2, 3], [0, MISSING, 2]), null)
  assert.equal(number({ of: 'area', between: [200, 300] }, [0, 1, 2, 3], [0, MISSING, 4, 2]), 3)
})

test('a loop encloses its area: up along 2, back along 1', () => {
  assert.equal(summed({ of: 'area' }, [0, 3, 3, 0], [2, 2, 1, 1], ['1', 'MPa'])?.value, 3)
})

test('a mean weighs by x, not by points: crowded points count no more than sparse ones', () => {
  assert.equal(number({ of: 'mean' }, [0, 10, 10.1, 10.2, 20.2], [1, 1, 1, 1, 1]), 1)
  assert.equal(number({ of: 'mean', between: [0, 4] }, [0, 1, 2, 4], [0, 0, 2, 2]), 1.25)
})

test('capacity retention is the last over the first, and unknown where either is', () => {
  assert.deepEqual(summed({ of: 'last_over_first' }, [1, 2], [160, 120], ['%', 'MPa'], 'y', '%')?.value, 75)
  assert.equal(number({ of: 'last_over_first' }, [1, 2], [MISSING, 120]), null)
  assert.equal(number({ of: 'last_over_first' }, [1, 2], [0, 120]), null)
})

test('a curve that was given without an axis gives no summaries of it', () => {
  assert.equal(number({ of: 'maximum' }, [0, 1], [1, 2], ['%', 'MPa'], 'z'), null)
})

test('in any window, slope and mean of a straight line are the line’s', () => {
  const point = fc.integer({ min: -50, max: 50 })
  fc.assert(fc.property(point, point, fc.uniqueArray(point, { minLength: 3, maxLength: 30 }), (rise, start, positions) => {
    const x = positions.toSorted((a, b) => a - b)
    const y = x.map((at) => start + rise * at)
    const between = [x[0]!, x.at(-1)!] as const
    const close = (found: number | null, wanted: number) => assert.ok(Math.abs(found! - wanted) < 1e-9, `${found} for ${wanted}`)
    close(summed({ of: 'slope', between }, x, y, ['%', 'MPa'], 'y', 'MPa/%')!.value, rise)
    close(number({ of: 'mean', between }, x, y), (y[0]! + y.at(-1)!) / 2)
  }))
})

test('the same curve in other units says the same', () => {
  const asked: readonly Asked[] = [
    { of: 'maximum' }, { of: 'minimum' }, { of: 'x_at_maximum' }, { of: 'value_at', at: 5 }, { of: 'x_at', at: 5 },
    { of: 'slope', between: [1, 8] }, { of: 'mean' }, { of: 'mean', between: [2, 6] }, { of: 'area' }, { of: 'last_over_first' },
  ]
  const unitOf: Partial<Record<Summary['of'], string>> = {
    x_at_maximum: '%', x_at: '%', slope: 'MPa/%', area: 'MPa·%', last_over_first: '1',
  }
  const points = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: -50, max: 50 })), {
    minLength: 2, maxLength: 20, selector: ([x]) => x,
  }).map((all) => all.toSorted(([a], [b]) => a - b))
  fc.assert(fc.property(points, fc.constantFrom(...asked), (all, summary) => {
    const [x, y] = [all.map(([each]) => each / 10), all.map(([, each]) => each)]
    const unit = unitOf[summary.of] ?? 'MPa'
    const own = summed(summary, x, y, ['%', 'MPa'], 'y', unit)
    // 1 MPa is 1000 kPa, 1 % is 0.01.
    const other = summed(summary, x.map((each) => each / 100), y.map((each) => each * 1000), ['1', 'kPa'], 'y', unit)
    if (own === null || other === null) return assert.equal(own, other)
    const again = convert(other.value, parseUnit(other.unit), parseUnit(own.unit))
    assert.ok(Math.abs(again - own.value) <= 1e-9 * Math.max(1, Math.abs(own.value)), `${again} for ${own.value}`)
  }))
})
