import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { canonicalJson } from './canonical-json.ts'
import { mergeContents, saidByFiles } from './merge-contents.ts'
import type { MeasurementContent, RecordContent } from './record.ts'
import type { Value } from './value.ts'

const MPa = (value: number): Value => ({ type: 'quantity', value, unit: 'MPa' })
const test1 = (values: Record<string, Value>, name = 'Test'): MeasurementContent => ({
  kind: 'measurement', template: 'tension_test@1', name, origin: 'measured', source: { kind: 'own' }, state: 'done', of: 'a', values,
})

describe('a sheet comes again after a person corrected a record', () => {
  const base = test1({ yield: MPa(300), ultimate: MPa(350) })

  test('the correction and the sheet’s other change both hold', () => {
    const { content, contested, kept } = mergeContents(base, test1({ yield: MPa(310), ultimate: MPa(350) }), test1({ yield: MPa(300), ultimate: MPa(355) }))
    assert.deepEqual([content.values, contested, kept], [{ yield: MPa(310), ultimate: MPa(355) }, [], ['yield']])
  })

  test('where both changed the same number, the person’s stays and it is told', () => {
    const { content, contested, kept } = mergeContents(base, test1({ yield: MPa(310), ultimate: MPa(350) }), test1({ yield: MPa(320) }, 'Test 7'))
    assert.deepEqual([content.values, content.name, contested, kept], [{ yield: MPa(310) }, 'Test 7', ['yield'], []])
  })

  test('a value that the person took out stays out; one that the sheet no longer has goes', () => {
    assert.deepEqual(mergeContents(base, test1({ yield: MPa(300) }), test1({ ultimate: MPa(350) })).content.values, {})
  })

  test('calculated values follow from the others and are no contest', () => {
    const calculated = (value: number): Value => ({ type: 'quantity', value, unit: '1', calculated_from: ['yield', 'ultimate'] })
    const { contested, content } = mergeContents(
      test1({ ...base.values, ratio: calculated(0.857) }), test1({ yield: MPa(310), ultimate: MPa(350), ratio: calculated(0.886) }),
      test1({ yield: MPa(300), ultimate: MPa(360), ratio: calculated(0.833) }),
    )
    assert.deepEqual([contested, Object.keys(content.values)], [[], ['yield', 'ultimate']])
  })
})

describe('what a file has said so far', () => {
  const file = (values: Record<string, Value>) => ({ content: test1(values), byFile: true })
  const person = (values: Record<string, Value>) => ({ content: test1(values), byFile: false })

  test('is not what a person said in between, also where a later import wrote that down beside news of its own', () => {
    const said = saidByFiles([
      file({ yield: MPa(300), ultimate: MPa(350) }), person({ yield: MPa(290), ultimate: MPa(350) }), file({ yield: MPa(290), ultimate: MPa(355) }),
    ])
    assert.deepEqual(said.values, { yield: MPa(300), ultimate: MPa(355) })
  })

  test('is what an undone import’s record said before it', () => {
    assert.deepEqual(saidByFiles([file({ yield: MPa(300) }), file({ yield: MPa(400) }), file({ yield: MPa(300) })]).values, { yield: MPa(300) })
  })
})

const contents = fc.record({
  values: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 3 }).map(MPa)), name: fc.constantFrom('x', 'y', 'z'),
}).map(({ values, name }): RecordContent => test1(values, name))
const text = (content: RecordContent) => canonicalJson(content)

test('whoever changed nothing changes nothing, and two who changed the same way agree', () => {
  fc.assert(fc.property(contents, contents, (base, one) => {
    for (const [theirs, mine] of [[one, base], [base, one], [one, one]] as const) {
      const { content, contested } = mergeContents(base, theirs, mine)
      assert.deepEqual([text(content), contested], [text(one), []])
    }
  }))
})

test('without a contest it does not matter who wrote first', () => {
  fc.assert(fc.property(contents, contents, contents, (base, one, other) => {
    const [first, second] = [mergeContents(base, one, other), mergeContents(base, other, one)]
    assert.deepEqual(first.contested.toSorted(), second.contested.toSorted())
    if (first.contested.length === 0) assert.equal(text(first.content), text(second.content))
  }))
})
