import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Known } from './known.ts'
import { explain } from './reason.ts'
import type { ReasonFacts } from './reason.ts'

const known: Known[] = [
  { point: { alloy: { Al: 0.5, Ni: 0.5 }, route: 'cast' }, name: 'NiAl', observed: 1430 },
  { point: { alloy: { Co: 0.5, Ni: 0.5 }, route: 'cast' }, name: 'CoNi', observed: 900 },
]
const facts: ReasonFacts = {
  words: { route: { label: { en: 'Route', ko: '공정' }, vocabulary: [
    { term: 'cast', label: { en: 'Cast', ko: '주조' } }, { term: 'wrought', label: { en: 'Wrought', ko: '소성가공' } },
  ] } },
  point: { alloy: { Al: 0.4, Ni: 0.6 }, route: 'wrought' },
  columns: ['alloy', 'route'],
  prediction: { mean: 1523.4, sd: 210, aleatoric: 0, epistemic: 210, distance: 0.3,
    intervals: { '50': [1380, 1660], '80': [1250, 1790], '90': [1178, 1868], '95': [1110, 1930] } },
  chance: 0.672, best: known[0]!, known, nearest: known[0]!, nearestDistance: 0.4,
  unit: 'MPa', logTarget: false, certainty: 1,
}

test('the numbers are told to the digits that the uncertainty leaves', () => {
  const { en, ko } = explain(facts)
  assert.equal(en, 'Predicted 1520 MPa (90 % interval 1180 to 1870 MPa), 90 MPa above the best known 1430 MPa (NiAl). '
    + 'The model gives it a chance of about 65 % of being better than that. Nearest known row: NiAl (1430 MPa); '
    + 'compared with it Route Cast → Wrought, Al −10 at.%, Ni +10 at.%.')
  assert.equal(ko, '예측값은 1520 MPa(90 % 구간 1180~1870 MPa)이며, 알려진 가장 좋은 값 1430 MPa(NiAl)보다 90 MPa 높습니다. '
    + '이보다 나을 확률은 약 65 %로 추정됩니다. 가장 가까운 기록: NiAl(1430 MPa), 차이: 공정 주조 → 소성가공, Al −10 at.%, '
    + 'Ni +10 at.%.')
})

test('a pair of elements that no row has is named', () => {
  const { en, ko } = explain({ ...facts, point: { alloy: { Al: 0.2, Co: 0.2, Ni: 0.6 }, route: 'cast' } })
  assert.match(en, /No known row contains Al and Co together\./)
  assert.match(ko, /Al–Co 조합을 포함한 기록은 아직 없습니다\./)
})

test('outside the training range the prediction is called an extrapolation', () => {
  const { en } = explain({ ...facts, prediction: { ...facts.prediction, distance: 1.42 } })
  assert.match(en, /outside the range the model was trained on \(distance 1\.4; 1 is the edge\).*extrapolation/)
})

test('an uncertain point is said to teach, a sure one to test', () => {
  assert.match(explain({ ...facts, certainty: 1.8 }).en, /1\.8 times the typical uncertainty.*teach/)
  assert.match(explain({ ...facts, certainty: 0.5 }).en, /0\.5 times the typical uncertainty.*tests/)
})

test('a point 2 at.% from a known row is called a small step from it', () => {
  assert.doesNotMatch(explain(facts).en, /small step/)
  assert.match(explain({ ...facts, nearestDistance: 0.02 }).en, /Ni \+10 at\.%\. This is a small step from it\.$/)
  assert.match(explain({ ...facts, nearestDistance: 0.02 }).ko, /조금만 바꾼 실험입니다\.$/)
})

test('a small chance is not told to more digits than it is worth, and never as zero', () => {
  assert.match(explain({ ...facts, chance: 1e-6 }).en, /a chance below 1 %/)
  assert.match(explain({ ...facts, chance: 1e-6 }).ko, /1 % 미만으로 추정됩니다/)
  assert.match(explain({ ...facts, chance: 0.9999 }).en, /a chance above 99 %/)
})

test('a log target is compared by its ratio', () => {
  const intervals = { ...facts.prediction.intervals, '90': [1e-4, 9e-4] as const }
  const prediction = { ...facts.prediction, mean: 3e-4, sd: 1e-4, intervals }
  const best = { name: 'LLZO', observed: 1e-4 }
  const { en, ko } = explain({ ...facts, prediction, best, unit: 'S/cm', logTarget: true })
  assert.match(en, /Predicted 3e-4 S\/cm \(90 % interval 1e-4 to 9e-4 S\/cm\), 3 times the best known/)
  assert.match(ko, /알려진 가장 좋은 값 1e-4 S\/cm\(LLZO\)의 3배입니다/)
})

test('a change of temperature has its unit, and phases that stand together are called one by one', () => {
  const words = {
    T: { label: { en: 'Temperature', ko: '온도' }, unit: 'degC' },
    phases: { label: { en: 'Phases', ko: '상' }, vocabulary: [{ term: 'BCC', label: { en: 'cubic', ko: '입방' } }] },
  }
  const row: Known = { point: { T: 800, phases: 'BCC' }, name: 'NiAl', observed: 1430 }
  const point = { T: 868, phases: 'B2+BCC' }
  const { en, ko } = explain({ ...facts, words, point, columns: ['T', 'phases'], known: [row], best: row, nearest: row })
  assert.match(en, /Temperature 800 °C → 868 °C, Phases cubic → B2 \+ cubic\.$/)
  assert.match(ko, /온도 800 °C → 868 °C, 상 입방 → B2 \+ 입방\.$/)
})
