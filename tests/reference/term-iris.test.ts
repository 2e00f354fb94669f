// What the shipped templates say that their fields mean: only terms that were seen in their sources, and that fit.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { sameDimension } from '#science/quantities/dimension.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import { shippedTemplates } from '#platform/shipped.ts'
import { qudtDimension } from './qudt-facts.ts'

/**
 * Fields of the shipped set without a term that is surely theirs, curves and tables apart, whose axes and columns have terms; may
 * only fall, but for templates that are new: seven for the seven of decision 31, and one for the hkl of reflections.
 */
const MOST_WITHOUT = 76
/** Of those, the quantities; the axes of curves and the columns of tables count too. */
const MOST_QUANTITIES_WITHOUT = 13

const terms = new Map(readFileSync(join(import.meta.dirname, 'term-iris.tsv'), 'utf8').split('\n')
  .filter((line) => /^https?:/.test(line))
  .map((line) => {
    const [iri, label, dimension, names] = line.split('\t') as [string, string, string, string]
    return [iri, { label, dimension, names: names.split(' ') }] as const
  }))
const templates = await shippedTemplates()

/** Every place of a shipped template where a term may stand; `unit` where it is a quantity, an axis or a column of numbers. */
const places = templates.flatMap((template) => [
  { at: template.template, name: template.template, iri: template.iri, unit: undefined, is: 'template' },
  ...template.fields.flatMap((field) => [
    { at: `${template.template}.${field.name}`, name: field.name, iri: field.iri, unit: field.unit, is: field.type === 'curve' || field.type === 'table' ? field.type : 'field' },
    ...(field.axes ?? []).map((axis) => (
      { at: `${template.template}.${field.name}.${axis.name}`, name: axis.name, iri: axis.iri, unit: axis.unit, is: 'axis' }
    )),
    ...(field.columns ?? []).map((column) => (
      { at: `${template.template}.${field.name}.${column.name}`, name: column.name, iri: column.iri, unit: column.unit, is: 'column' }
    )),
    ...(field.vocabulary ?? []).map((term) => (
      { at: `${template.template}.${field.name}.${term.term}`, name: term.term, iri: term.iri, unit: undefined, is: 'term' }
    )),
  ]),
])
const named = places.flatMap((place) => (place.iri === undefined ? [] : [{ ...place, iri: place.iri }]))

test('every term IRI of the shipped templates was seen in its source, and none of the table is idle', () => {
  assert.deepEqual(named.filter(({ iri }) => !terms.has(iri)).map(({ at, iri }) => `${at}: ${iri}`), [])
  const used = new Set(named.map(({ iri }) => iri))
  assert.deepEqual([...terms.keys()].filter((iri) => !used.has(iri)), [])
})

test('a quantity kind stands only where the unit has its dimension', () => {
  const kinds = named.filter(({ iri }) => iri.startsWith('http://qudt.org/'))
  assert.ok(kinds.length > 100)
  const wrong = kinds.filter(({ iri, unit }) => {
    const expected = qudtDimension(terms.get(iri)!.dimension)
    return unit === undefined || !sameDimension(parseUnit(unit).dimension, expected)
  })
  assert.deepEqual(wrong.map(({ at, unit, iri }) => `${at} (${unit}): ${iri}`), [])
})

test('any other term stands only at what it was taken for', () => {
  const others = named.filter(({ iri }) => !iri.startsWith('http://qudt.org/'))
  assert.ok(others.length > 40)
  assert.deepEqual(others.filter(({ iri, name }) => !terms.get(iri)!.names.includes(name)).map(({ at, iri }) => `${at}: ${iri}`), [])
})

test('fields without a term of their own are counted, and become no more', (t) => {
  const without = places.filter(({ is, iri }) => (is === 'field' || is === 'axis' || is === 'column') && iri === undefined)
  const quantities = without.filter(({ unit }) => unit !== undefined)
  t.diagnostic(`quantities: ${quantities.map(({ at }) => at).join(', ')}`)
  t.diagnostic(`others: ${without.filter(({ unit }) => unit === undefined).map(({ at }) => at).join(', ')}`)
  assert.ok(quantities.length <= MOST_QUANTITIES_WITHOUT, `${quantities.length} quantities`)
  assert.ok(without.length <= MOST_WITHOUT, `${without.length} fields, axes and columns`)
})

test('a measurement can say each standard that its template names, and no other', () => {
  let measured = 0
  for (const { template, kind, fields } of templates) {
    const standards = new Set(fields.flatMap(({ methods = [] }) => methods.map(({ standard }) => standard)))
    const sayable = fields.find(({ name }) => name === 'test_standard')?.vocabulary ?? []
    assert.deepEqual(sayable.filter(({ catch_all }) => !catch_all).map(({ term }) => term).toSorted(), [...standards].toSorted(), template)
    if (standards.size === 0) continue
    measured++
    assert.equal(kind, 'measurement', template)
    assert.ok(sayable.at(-1)!.catch_all, template)
  }
  assert.ok(measured > 20)
})

test('a standard has one title over the whole set, and its designation says no year', () => {
  const titles = new Map<string, string>()
  for (const { standard, title } of templates.flatMap(({ fields }) => fields.flatMap(({ methods = [] }) => methods))) {
    assert.match(standard, /^(ASTM [A-Z]\d+(\/[A-Z]\d+M)?|ISO \d+(-\d+)?|IEC \d+-\d+|EN \d+(-\d+)?|KS [A-Z] \d{4})$/)
    assert.ok(title, standard)
    assert.equal(titles.get(standard) ?? title, title, standard)
    titles.set(standard, title)
  }
  assert.ok(titles.size > 40)
})
