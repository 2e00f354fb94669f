import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { Refusal } from '#science/refusal.ts'
import { OWN_SENTENCES } from './explain-issue.ts'
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

test('how a file is read is said for the kind of file that it is', () => {
  const recipe = (file: string) => `recipe: r
version: 1
title: {en: R, ko: R}
file: ${file}
columns:
  a: {header: A, unit: MPa}
records:
  - {as: m, template: alloy@1, name: m, origin: specified, key: [a]}
`
  assert.deepEqual(parseRecipeFile(recipe('{kind: xlsx, sheet: 데이터, header_rows: 2, units_row: 2}'), 'r.yaml').file, {
    kind: 'xlsx', sheet: '데이터', header_rows: 2, units_row: 2, missing: [''],
  })
  assert.deepEqual(parseRecipeFile(recipe('{kind: csv}'), 'r.yaml').file, { kind: 'csv', delimiter: ',', encoding: 'utf-8', missing: [''] })
  // Numbers with commas stand in quotes where commas part the columns.
  assert.deepEqual(parseRecipeFile(recipe("{kind: csv, decimal: ','}"), 'r.yaml').file, {
    kind: 'csv', delimiter: ',', encoding: 'utf-8', missing: [''], decimal: ',',
  })
  for (const [file, path] of [
    ["{kind: xlsx, delimiter: ';'}", 'file'], ['{kind: csv, encoding: latin1}', 'file.encoding'], ['{kind: xls}', 'file.kind'],
    ['{kind: csv, units_row: 1}', 'file.units_row'], ['{kind: csv, skip: -1}', 'file.skip'],
  ] as const) {
    const { details, text } = refusal(() => parseRecipeFile(recipe(file), 'r.yaml'))
    assert.equal(details.path, path, file)
    assert.match(text.ko, /[가-힣]/)
  }
})

describe('what a file lacks is told in both languages, with what was expected', () => {
  const faultsOf = (text: string) => {
    const { text: said } = refusal(() => parseTemplateFile(text, 'a.yaml'))
    assert.match(said.ko, /[가-힣]/)
    return said
  }
  const CASES: readonly [what: string, from: string, to: string, en: RegExp, ko: RegExp][] = [
    ['a word of a list', 'role: attribute', 'role: colour', /line 10.*one of attribute, parameter.*“colour”/, /10행.*다음 중 하나.*“colour”/],
    ['a misspelt key', 'role: attribute', 'rôle: attribute', /line 7|did you mean “role”/, /혹시 “role”|값이 없습니다/],
    ['a missing key', 'stage: design\n', '', /“stage”: this is missing; expected one of design/, /“stage”: 값이 없습니다.*design/],
    ['text where a number stands', 'version: 1', 'version: one', /expected a number, found “one”/, /필요한 것: 수\. 있는 것: “one”/],
    ['half a label', '{en: Alloy, ko: 합금}', '{en: Alloy}', /“label\.ko”: this is missing; expected text/, /값이 없습니다.*글/],
    ['a name with capitals', 'template: alloy', 'template: Alloy', /lower case letters.*“Alloy”/, /소문자.*“Alloy”/],
    ['an unknown unit', 'type: composition', 'type: quantity\n    unit: zorkmid', /this unit is not known/, /알 수 없는 단위/],
  ]
  for (const [what, from, to, en, ko] of CASES) {
    test(what, () => {
      const said = faultsOf(TEMPLATE.replace(from, to))
      assert.match(said.en, en)
      assert.match(said.ko, ko)
    })
  }

  test('a misspelt key is told with the key that was meant', () => {
    const said = faultsOf(`${TEMPLATE}    obligaton: required\n`)
    assert.match(said.en, /no key “obligaton” here; did you mean “obligation”\?/)
    assert.match(said.ko, /혹시 “obligation”입니까\?/)
  })

  test('what the parser says of broken YAML has a Korean reason', () => {
    for (const broken of ['a: [1, 2', 'a: b: c', 'a: 1\na: 2', 'a: "\\q"', '\ta: 1', '- a\nb: 1', '{a: 1', '--- a\n--- b', '%FOO\n---\na: @b']) {
      const { code, text } = refusal(() => parseTemplateFile(broken, 'a.yaml'))
      if (code === 'file.not_yaml') assert.match(text.ko, /\([^)]*[가-힣]/, `${broken}: ${text.ko}`)
    }
  })
})

test('a star that names no anchor is told as that, not as a file that repeats too much', () => {
  assert.match(refusal(() => parseTemplateFile('label: *none', 'a.yaml')).text.en, /\*none names an anchor/)
})

test('every sentence that a schema of ours says itself has a Korean one', () => {
  const schemas = [
    ...globSync('*.ts', { cwd: join(import.meta.dirname, '../schemas') }).map((name) => join(import.meta.dirname, '../schemas', name)),
    join(import.meta.dirname, 'campaign-file.ts'),
  ]
  const said = schemas.flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/(?:regex\(\/.*\/|refine\([\s\S]*?),\s*'([^']+ [^']+)',?\s*\)/g)].map(([, text]) => text!))
  assert.ok(said.length >= 10, `${said.length} sentences`)
  assert.deepEqual(said.filter((text) => OWN_SENTENCES[text] === undefined), [])
})
