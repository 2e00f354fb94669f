// Checks that published sets taught: a cell against its CIF, an analysis against what was weighed in, a label against its columns,
// a curve against the metal that it is of.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseComposition } from '#science/chemistry/composition.ts'
import { quantity } from '../fixtures/lineages.ts'
import type { Value, Values } from '../records/value.ts'
import type { Field, Template } from '../templates/template.ts'
import { compareCells, LATTICE, STRUCTURE } from './cell-of-structure.ts'
import type { Subject } from './finding.ts'
import { compareCompositions, FAR_FROM_NOMINAL } from './measured-composition.ts'
import { SAID_IN_NAME, saidIn } from './said-in-name.ts'
import { mixedModulus, SLOPE_OF_CURVE } from './stiffness.ts'

const text = (en: string) => ({ en, ko: en })
const field = (name: string, type: Field['type'], role: Field['role'] = 'result', unit?: string): Field => (
  { name, label: text(name), type, role, obligation: 'optional', ...(unit !== undefined && { unit }) }
)
let made = 0
function subject(template: string, fields: readonly Field[], values: Values, more: Partial<Subject> & { name?: string } = {}): Subject {
  const of: Template = { template, version: 1, kind: 'measurement', stage: 'property', label: text(template), fields }
  const { name = `r${++made}`, ...rest } = more
  return {
    id: name, revision: 1, template: of, newest: of, fractions: null, fractionsHold: false,
    content: { kind: 'measurement', template: `${template}@1`, name, origin: 'measured', source: { kind: 'own' }, state: 'done', of: 'm', values }, ...rest,
  }
}

type Six = readonly [number, number, number, number, number, number]
const NAMES = ['a', 'b', 'c', 'alpha', 'beta', 'gamma'] as const
const six = (cell: Six) => Object.fromEntries(NAMES.map((name, nth) => [name, quantity(cell[nth]!, nth < 3 ? 'Å' : '°')]))
const file = (cell: Six, symbol?: string) => subject(STRUCTURE, [field('structure', 'structure')], {
  structure: {
    type: 'structure', sha256: 'a'.repeat(64), name: 'x.cif', ...(symbol !== undefined && { space_group: symbol }),
    cell: Object.fromEntries(NAMES.map((name, nth) => [name, { value: cell[nth]!, unit: nth < 3 ? 'Å' : '°' }])) as never,
  },
})
const table = (cell: Six, symbol?: string) => subject(LATTICE, [field('space_group', 'text'), ...NAMES.map((name) => field(name, 'quantity', 'result', name.length === 1 ? 'Å' : '°'))], {
  ...six(cell), ...(symbol !== undefined && { space_group: { type: 'text', text: symbol } }),
})
const told = (...group: Subject[]) => compareCells(group).map(({ check, subject: { id }, found }) => [check.code, id, found.others])

test('a cell of another temperature passes, one that is 0.6 % longer is told on the structure, with the record that it is held against (OBELiX gkl)', () => {
  assert.deepEqual(told(file([12.76, 12.76, 12.76, 90, 90, 90], 'Ia-3d'), table([12.718, 12.718, 12.718, 90, 90, 90], 'Ia-3d')), [])
  const [cif, sheet] = [file([12.79432, 12.79432, 12.79432, 90, 90, 90], 'Ia-3d'), table([12.718, 12.718, 12.718, 90, 90, 90], 'Ia-3d')]
  assert.deepEqual(told(cif, sheet), [['cell_against_structure', cif.id, [sheet.id]]])
  assert.match(compareCells([cif, sheet])[0]!.found.text.en, /lengths differ by 0\.6 %, volumes by 1\.8 %/)
})

test('other axes, another β, the primitive cell, or a face called C after its axes were renamed are no other lattice', () => {
  assert.deepEqual(told(file([7.416, 6.854, 13.696, 90, 93.14, 90], 'P2_1/c'), table([13.696, 6.854, 7.416, 90, 93.14, 90], 'P21/c')), [])
  assert.deepEqual(told(file([4.945, 22.088, 9.83739779, 90, 118.69607713, 90], 'P2_1/c'), table([4.945, 22.088, 8.632, 90, 91.47, 90], 'P21/n')), [])
  const edge = 10 / Math.SQRT2
  assert.deepEqual(told(file([edge, edge, edge, 60, 60, 60], 'P1'), table([10, 10, 10, 90, 90, 90], 'F-43m')).map(([code]) => code), ['space_group_against_structure'])
  assert.deepEqual(told(file([10.162, 10.172, 7.446, 90, 132.11, 90], 'C2/c'), table([7.446, 10.162, 10.172, 90, 90, 132.11], 'C2/c')), [])
})

test('of several records of one material it is enough that one agrees; a table without all six numbers says nothing', () => {
  const cif = file([5, 6, 7, 90, 90, 90], 'Pnma')
  assert.deepEqual(told(cif, table([5.2, 6, 7, 90, 90, 90], 'Pnma'), table([5, 6, 7, 90, 90, 90], 'Pnma')), [])
  assert.deepEqual(told(cif, subject(LATTICE, [field('a', 'quantity', 'result', 'Å')], { a: quantity(5.2, 'Å') })), [])
})

test('cells without a stated centring are told apart by nothing: one of them may be the primitive one', () => {
  assert.deepEqual(told(file([4, 4, 4, 90, 90, 90]), table([5.2, 5.2, 5.2, 90, 90, 90], 'Fm-3m')), [])
})

test('R-3c against R-3 is another class (OBELiX yqu), P2_1/c against P 21/n is none', () => {
  const cell: Six = [8.5022, 8.5022, 20.7696, 90, 90, 120]
  assert.deepEqual(told(file(cell, 'R-3c'), table(cell, ' R-3')).map(([code]) => code), ['space_group_against_structure'])
  assert.deepEqual(told(file([5, 6, 7, 90, 95, 90], 'P2_1/c'), table([5, 6, 7, 90, 95, 90], 'P 21/n')), [])
})

const composition = (formula: string): Value => {
  const { fractions, basis, written } = parseComposition(formula)
  return { type: 'composition', written, basis, fractions }
}
const ANALYSIS = [field('method', 'terms', 'condition'), field('composition', 'composition')]
const analysis = (formula: string, method: string, more: Partial<Subject> & { name?: string } = {}) => (
  subject('analysis', ANALYSIS, { method: { type: 'terms', terms: [method] }, composition: composition(formula) }, more)
)
const MADE = { fractions: { Co: 0.4, Ir: 0.6 }, fractionsHold: true }

test('54.7 at.% of cobalt where 40 were weighed in is told, 44 is not', () => {
  const [one, ...others] = FAR_FROM_NOMINAL.find(analysis('Co54.72667Ir45.27333', 'xrf', MADE))
  assert.deepEqual(others, [])
  assert.match(one!.text.en, /finds Co 54\.7 at\.%, Ir 45\.3 at\.%; .*made as Co 40 at\.%, Ir 60 at\.%: 14\.7 at\.% apart/)
  assert.deepEqual(FAR_FROM_NOMINAL.find(analysis('Co44Ir56', 'xrf', MADE)), [])
})

test('what is left after a process that changes composition is not held against what was weighed in', () => {
  assert.deepEqual(FAR_FROM_NOMINAL.find(analysis('Co18Ir82', 'xps', { ...MADE, fractionsHold: false })), [])
})

test('metals that were dosed are compared with the metals of an oxide', () => {
  assert.deepEqual(FAR_FROM_NOMINAL.find(analysis('Co0.4Ir0.6O2', 'xps', MADE)), [])
})

test('two analyses by one method that differ by 2.7 at.% are told on the later one; by two methods they are not', () => {
  const [first, second] = [analysis('Co88.18Ir11.82', 'xrf'), analysis('Co85.49Ir14.51', 'xrf')]
  assert.deepEqual(compareCompositions([first, second]).map(({ subject: { id }, found }) => [id, found.others]), [[second.id, [first.id]]])
  assert.deepEqual(compareCompositions([first, analysis('Co85.49Ir14.51', 'xps')]), [])
  assert.deepEqual(compareCompositions([first, analysis('Co87.5Ir12.5', 'xrf')]), [])
})

const ANNEAL = [field('temperature', 'quantity', 'parameter', '°C'), field('time', 'quantity', 'parameter', 'h')]
const anneal = (name: string, celsius: number, time: number, unit = 'h') => (
  SAID_IN_NAME.find(subject('anneal', ANNEAL, { temperature: quantity(celsius, '°C'), time: quantity(time, unit) }, { name })).map(({ text: { en } }) => en)
)

test('a label that says what its columns say is silent, in whatever unit they say it', () => {
  assert.deepEqual(anneal('AC1 800C 85H Q', 800, 85), [])
  assert.deepEqual(anneal('AC1 800C 85H Q', 800, 5100, 'min'), [])
  assert.deepEqual(anneal('Ag 300 K', 26.85, 1), [])
})

test('a second step that only the label has is named (UHCS: AC1 970C 90M 65C 4H FC)', () => {
  assert.match(anneal('AC1 970C 90M 65C 4H FC', 970, 90, 'min')[0]!, /The name says 65 °C, 4 h; the record has temperature 970 °C, time 90 min only/)
})

test('molar, rates of charging, words and numbers of samples are no temperatures or times', () => {
  assert.deepEqual(['1M KOH', 'cell 3C', 'AC1 IS1010H 35X', 'Fe-0.4C', '6061-01-03', 'Inconel 718'].flatMap(saidIn), [])
})

test('a name is not held against fields of another kind', () => {
  assert.deepEqual(SAID_IN_NAME.find(subject('t', [field('length', 'quantity', 'condition', 'mm')], { length: quantity(5, 'mm') }, { name: 'Test at 60 °C' })), [])
})

const AXES = (strain: string, stress: string): Value => ({ type: 'curve', axes: [{ name: 'strain', unit: strain }, { name: 'stress', unit: stress }], points: 9, data: 'a'.repeat(64) })
const AL = { fractions: parseComposition('Al-1.0Mg-0.6Si-0.28Cu-0.2Cr').fractions, fractionsHold: true }
const slope = (gigapascal: number, curve: Value, more: Partial<Subject> = AL) => SLOPE_OF_CURVE.find(subject('tension', [field('loading_slope', 'quantity', 'result', 'GPa'), field('curve', 'curve')], {
  loading_slope: quantity(gigapascal, 'GPa', { from_curve: 'curve' }), curve,
}, more)).map(({ text: { en } }) => en)

test('a curve of 6061 in ksi has the slope of aluminium at 100 and still at 300 °C; with its numbers taken for MPa it has not, and ksi is named', () => {
  assert.deepEqual([...slope(65.2, AXES('1', 'ksi')), ...slope(29.2, AXES('1', 'ksi'))], [])
  for (const wrong of [9.46, 4.24]) assert.match(slope(wrong, AXES('1', 'MPa'))[0]!, /ksi taken for MPa\?/)
})

test('percent that were taken for plain strain are named; a slope that falls says that its window lies beyond yielding', () => {
  assert.match(slope(0.652, AXES('1', 'MPa'))[0]!, /% taken for a plain number/)
  assert.match(slope(-27.8, AXES('%', 'ksi'))[0]!, /plain number that was taken for %/)
})

test('of an alloy whose elements’ moduli are not known nothing is said', () => {
  assert.equal(mixedModulus({ Al: 0.8, Li: 0.2 }), null)
  assert.ok(Math.abs(mixedModulus({ Fe: 0.7, Cr: 0.2, Ni: 0.1 })! - 223.7) < 0.1)
  assert.deepEqual(slope(0.5, AXES('1', 'MPa'), { fractions: { Al: 0.8, Li: 0.2 } }), [])
})
