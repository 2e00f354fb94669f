import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Refusal } from '#science/refusal.ts'
import { parseRecipeFile } from './recipe-file.ts'
import { parseTemplateFile } from './template-file.ts'

const TEMPLATE = `template: alloy
version: 1
kind: material
stage: design
label: {en: Alloy, ko: 합금}
fields:
  - name: composition
    label: {en: Composition, ko: 조성}
    type: composition
    role: attribute
`

function refusal(read: () => unknown): Refusal {
  try {
    read()
  } catch (error) {
    assert.ok(error instanceof Refusal)
    return error
  }
  assert.fail('it was taken')
}

describe('a template file', () => {
  test('a field without an obligation is optional', () => {
    assert.equal(parseTemplateFile(TEMPLATE, 'a.yaml').fields[0]!.obligation, 'optional')
  })

  test('broken YAML is told by file and line', () => {
    const broken = TEMPLATE.replace('{en: Alloy', '{en: [Alloy')
    const { code, details, text } = refusal(() => parseTemplateFile(broken, 'a.yaml'))
    assert.equal(code, 'file.not_yaml')
    assert.equal(details.line, 5)
    assert.match(text.ko, /a\.yaml 5행/)
  })

  test('a wrong word is told by line and path', () => {
    const wrong = TEMPLATE.replace('role: attribute', 'role: colour')
    const { code, details } = refusal(() => parseTemplateFile(wrong, 'a.yaml'))
    assert.equal(code, 'file.invalid')
    assert.deepEqual([details.line, details.path], [10, 'fields.0.role'])
  })

  test('a misspelt key is refused, not passed over', () => {
    assert.equal(refusal(() => parseTemplateFile(`${TEMPLATE}    untis: MPa\n`, 'a.yaml')).code, 'file.invalid')
    assert.equal(refusal(() => parseTemplateFile(`${TEMPLATE}    role: result\n`, 'a.yaml')).code, 'file.not_yaml')
  })

  test('a missing key is told at what lacks it', () => {
    const { details } = refusal(() => parseTemplateFile(TEMPLATE.replace('stage: design\n', ''), 'a.yaml'))
    assert.equal(details.path, 'stage')
  })

  test('an empty file is refused', () => {
    assert.equal(refusal(() => parseTemplateFile('', 'a.yaml')).code, 'file.invalid')
  })
})

test('of the ways to read a column, the one that was meant is told', () => {
  const recipe = (column: string) => `recipe: r
version: 1
title: {en: R, ko: R}
file: {kind: csv}
columns:
  a: ${column}
records:
  - {as: m, template: alloy@1, name: m, origin: specified, key: [a]}
`
  assert.equal(parseRecipeFile(recipe('{header: A, unit: MPa}'), 'r.yaml').records[0]!.as, 'm')
  const { details } = refusal(() => parseRecipeFile(recipe('{header: A, composition: weight}'), 'r.yaml'))
  assert.deepEqual([details.line, details.path], [6, 'columns.a.composition'])
  for (const column of ['{header: A}', '{header: A, unit: MPa, text: true}']) {
    assert.equal(refusal(() => parseRecipeFile(recipe(column), 'r.yaml')).code, 'file.invalid')
  }
})
