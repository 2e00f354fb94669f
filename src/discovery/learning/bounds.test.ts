import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { boundsNotes, boundsOnScale, clip, clipInterval, holdingBounds } from './bounds.ts'
import type { Bounds } from './bounds.ts'
import { coverage, meanWidth } from './metrics.ts'
import { LEVELS } from './model.ts'
import type { Calibration } from './calibration.ts'
import { regressionErrors, spreadOf } from './regression-errors.ts'

const number = fc.double({ min: -1e3, max: 1e3, noNaN: true })
const side = fc.option(number, { nil: null })
const anyBounds = fc.tuple(side, side).filter(([low, high]) => low === null || high === null || low <= high)
const calibration: Calibration = { sdFactor: 1, factors: Array.from({ length: 99 }, (_, p) => (p + 1) / 30) }
const predicted = fc.array(
  fc.record({ y: number, centre: number, scale: fc.double({ min: 0.1, max: 500, noNaN: true }) }), { minLength: 1, maxLength: 30 },
)

test('a clipped number lies within the bounds, and one that lay within them is the same number', () => {
  fc.assert(fc.property(anyBounds, number, (bounds, value) => {
    const [low, high] = bounds
    const clipped = clip(value, bounds)
    assert.ok((low === null || clipped >= low) && (high === null || clipped <= high))
    if ((low === null || value >= low) && (high === null || value <= high)) assert.equal(clipped, value)
  }))
})

test('coverage never falls and width never grows by clipping at bounds that hold for what was observed', () => {
  fc.assert(fc.property(anyBounds, predicted, (stated, rows) => {
    const observed = rows.map(({ y }) => y)
    const bounds: Bounds = holdingBounds(stated, observed) ?? [null, null]
    const open = rows.map(({ centre, scale }) => spreadOf(calibration, centre, scale))
    const cut = rows.map(({ centre, scale }) => spreadOf(calibration, centre, scale, bounds))
    const [before, after] = [open, cut].map((spreads) => coverage(observed, spreads.map(({ intervals }) => intervals)))
    const [wide, narrow] = [open, cut].map((spreads) => meanWidth(spreads.map(({ intervals }) => intervals)))
    for (const level of LEVELS) {
      assert.ok(after![level] >= before![level])
      assert.ok(narrow![level] <= wide![level] + 1e-9)
    }
  }))
})

test('clipping brings no prediction farther from what was observed, and leaves the scores of the distribution', () => {
  fc.assert(fc.property(anyBounds, predicted, (stated, rows) => {
    const observed = rows.map(({ y }) => y)
    const bounds = holdingBounds(stated, observed) ?? undefined
    const errors = (cut?: Bounds) => regressionErrors(
      observed, rows.map(({ centre, scale }) => spreadOf(calibration, centre, scale, cut)),
    )
    const [before, after] = [errors(), errors(bounds)]
    assert.ok(after.mae <= before.mae + 1e-9 && after.rmse <= before.rmse + 1e-9)
    for (const score of ['nll', 'crps', 'miscalibrationArea'] as const) assert.equal(after[score], before[score])
  }))
})

test('a bound that an observed value passes does not hold, while the other side does; equal to it is within', () => {
  assert.deepEqual(holdingBounds([0, 100], [0, 50, 101]), [0, null])
  assert.deepEqual(holdingBounds([0, 100], [-1e-9, 100]), [null, 100])
  assert.equal(holdingBounds([0, null], [-1]), null)
})

test('on the scale of log10 a bound of 0 is none, and one of 1000 is 3', () => {
  assert.deepEqual(boundsOnScale([0, 1000], true), [null, 3])
  assert.deepEqual(boundsOnScale([0, 1000], false), [0, 1000])
})

test('an interval wholly outside becomes the bound itself', () => {
  assert.deepEqual(clipInterval([-30, -10], [0, null]), [0, 0])
})

test('the card says at which bounds intervals stop, and which ones observed values pass', () => {
  const [stops, passes] = boundsNotes('strength', 'MPa', [0, 500], [0, null])
  assert.match(stops!.en, /stop at what is physically possible for "strength": 0 MPa\./)
  assert.match(passes!.en, /may pass 500 MPa/)
  assert.deepEqual(boundsNotes('ratio', '1', [0, null], [0, null]).map(({ ko }) => ko), [
    '예측 구간은 "ratio"의 물리적 한계(0)를 넘지 않습니다.',
  ])
})
