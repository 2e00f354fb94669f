import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '#science/refusal.ts'
import { SEARCH_TEMPLATES } from '../fixtures/search-templates.ts'
import { parseQuery } from './parse-query.ts'
import { MOST_REACHES, resolveQuery } from './resolve-query.ts'

const resolve = (text: string) => resolveQuery(parseQuery(text), SEARCH_TEMPLATES)
/** What one condition asks of a record, and of which templates. */
const asked = (text: string) => {
  const wanted = resolve(text)
  assert.equal(wanted.is, 'test', text)
  return wanted as Extract<typeof wanted, { is: 'test' }>
}
const means = (text: string, other: string) => assert.deepEqual(resolve(text), resolve(other), `${text} / ${other}`)
const refuses = (text: string, code: string, says: RegExp) => assert.throws(() => resolve(text), (error) => {
  assert.ok(error instanceof Refusal, String(error))
  assert.equal(error.code, code, error.text.en)
  assert.match(error.text.en, says)
  assert.match(error.text.en, /^Column \d+: [^\n]*$/)
  assert.match(error.text.ko, /^\d+번째 글자: [^\n]*[가-힣][^\n]*$/)
  return true
})

test('a number means the same in every unit that compares, also by QUDT id, and as a temperature point', () => {
  means('strength > 800 MPa', 'strength > 0.8 GPa')
  means('strength > 800 MPa', 'strength > 800 unit:MegaPA')
  means('test.temperature = 25 degC', 'test.temperature = 298.15 K')
  means('test.temperature = 77 °F', 'test.temperature = 25 degC')
  const { test: { range } } = asked('strength <= 1e-3 GPa') as { test: { range: unknown } } as never
  assert.deepEqual(range, { low: null, high: { value: 1e6, open: false } })
})

test('one unit after “between” stands for both ends; the first end may have its own', () => {
  means('strength between 0.5 and 0.7 GPa', 'strength between 500 MPa and 700 MPa')
  refuses('strength between 500 MPa and 700', 'field.unit_needed', /^Column 30:/)
  refuses('strength between 700 and 500 MPa', 'query.range_reversed', /smaller value first/)
})

test('no unit is guessed: not for a pressure, not for per cent; a plain number needs none', () => {
  refuses('strength > 800', 'field.unit_needed', /^Column 12: .*needs its unit, such as MPa/)
  refuses('elongation > 10', 'field.unit_needed', /such as %/)
  means('elongation > 10 %', 'elongation > 0.1 1')
  assert.equal(asked('cycles > 1000').test.on, 'quantity')
  refuses('strength > 8 mm', 'unit.incompatible', /^Column 12: “strength” is in MPa; mm measures something else/)
  refuses('strength > 8 zorkmid', 'unit.unknown', /zorkmid/)
  refuses('strength > 8 unit:MegaPa', 'unit.unknown', /unit:MegaPA/)
  refuses('strength > high', 'query.not_a_number', /“high” is not one number; .*5 MPa/)
  refuses('strength > 10-20 MPa', 'query.not_a_number', /not one number/)
  refuses('strength > 5 10', 'query.not_a_number', /not one number/)
  refuses('strength > 1e999 MPa', 'query.not_a_number', /not one number/)
})

test('a bare field is asked of every template that has it, and one thing only', () => {
  assert.deepEqual(asked('temperature > 20 degC').templates, ['anneal@1', 'test@2', 'test@1'])
  assert.deepEqual(asked('test.temperature > 20 degC').templates, ['test@2', 'test@1'])
  assert.deepEqual(asked('test.elongation > 20 %').templates, ['test@2'])
  refuses('remark > 5', 'query.wrong_operator', /“remark” is a text and cannot be asked with “>”; it takes =, !=, in, contains, is known/)
  assert.deepEqual(asked('remark contains burnt').templates, ['anneal@1', 'cell@1'])
  refuses('grade = A', 'query.ambiguous_field', /anneal\.grade, cell\.grade/)
  assert.deepEqual(asked('cell.grade = A').templates, ['cell@1'])
  assert.equal(resolve('grade is known').is, 'or')
})

test('built-in names come before fields of that name, and after those of a named template', () => {
  assert.equal(asked('state = failed').test.on, 'choice')
  assert.equal(asked('cell.state = aged').test.on, 'terms')
  assert.deepEqual(asked('anneal.state = failed'), { is: 'test', templates: ['anneal@1'], test: { on: 'choice', column: 'state', choices: ['failed'] } })
})

test('a term is meant by its name in any case, or by its label in either language', () => {
  means('phases = fcc', 'phases = FCC')
  means('phases has any "Face-centred", 체심입방', 'phases has any FCC, BCC')
  means('stage = 분석·물성평가', 'stage = property')
  means('stage = "Characterization and properties"', 'stage = property')
  means('template = 인장시험', 'template = test')
  means('origin = 측정', 'origin = measured')
  means('aged = 예', 'aged = yes')
  means('elements has all Iron, 알루미늄', 'elements has all Fe, Al')
  refuses('phases = FCD', 'query.unknown_term', /^Column 10: “FCD” is no term of “phases”\. Did you mean “FCC”\? There are: /)
  refuses('stage = properties', 'query.unknown_term', /Did you mean “property”/)
  refuses('template = tset', 'query.unknown_term', /Did you mean “test”/)
})

test('the symbol of an element is read by its letter case, as CO is no cobalt', () => {
  refuses('elements has all CO', 'composition.unknown_element', /“CO”.*Did you mean “Co”/)
  refuses('elements has any Al, al', 'composition.unknown_element', /^Column 22: “al”/)
  refuses('formula = Xx2', 'composition.unknown_element', /^Column 11:/)
  refuses('elements = Al', 'query.wrong_operator', /it takes has, is known/)
})

test('a name that is not there is refused with the nearest, and a label with its name', () => {
  refuses('strenth > 8 MPa', 'field.unknown', /^Column 1: there is no field “strenth”\. Did you mean “strength”\?/)
  refuses('강도 > 8 MPa', 'field.unknown', /Did you mean “strength”\?/)
  refuses('tset.strength > 8 MPa', 'query.unknown_template', /no template “tset”\. Did you mean “test”\?/)
  refuses('test.colour = red', 'field.unknown', /no field of “test” “colour”; there are: .*strength/)
  refuses('up.anneal.strength > 8 MPa', 'field.unknown', /field of “anneal”/)
})

test('“up.” and “down.” ask the records that have the field, each of them alone, and only a few times', () => {
  const wanted = resolve('up.phases has all FCC, BCC')
  assert.ok(wanted.is === 'some' && wanted.reach === 'up' && wanted.of.is === 'and')
  assert.deepEqual(wanted.templates, ['look@1'])
  const many = (n: number) => Array.from({ length: n }, () => 'down.state = done').join(' or ')
  assert.doesNotThrow(() => resolve(many(MOST_REACHES)))
  refuses(many(MOST_REACHES + 1), 'query.too_many_reaches', /at most 8/)
})
