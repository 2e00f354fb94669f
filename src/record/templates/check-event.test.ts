import assert from 'node:assert/strict'
import { test } from 'node:test'
import { process, ROLLING } from '../fixtures/lineages.ts'
import type { ProcessContent, RunState } from '../records/record.ts'
import { checkEvent } from './check-event.ts'
import type { ProcessEvent } from './template.ts'

const codes = (event: ProcessEvent | undefined, inputs: string[], outputs: string[], state: RunState = 'done') => {
  const of = { ...ROLLING, ...(event && { event }) }
  return checkEvent(process('p', inputs, outputs, { of, state }).content as ProcessContent, of).map(({ code }) => code)
}

test('a specimen is cut from one plate, a blend has two ingredients at least, a cell is one', () => {
  assert.deepEqual(codes('split', ['plate'], ['a', 'b']), [])
  assert.deepEqual(codes('split', ['plate', 'other'], ['a']), ['process.inputs'])
  assert.deepEqual(codes('merge', ['resin'], ['blend']), ['process.inputs'])
  assert.deepEqual(codes('assemble', ['anode', 'cathode'], ['cell', 'another']), ['process.outputs'])
  assert.deepEqual(codes('dismantle', ['cell'], ['anode', 'cathode']), [])
  assert.deepEqual(codes('use_up', ['sample'], ['ash']), ['process.outputs'])
  assert.deepEqual(codes('make', [], ['alloy']), [])
})

test('a plan, a failure and a template that says no event may have any number of materials', () => {
  assert.deepEqual(codes('merge', ['resin'], [], 'planned'), [])
  assert.deepEqual(codes('merge', ['resin'], [], 'failed'), [])
  assert.deepEqual(codes(undefined, [], []), [])
})

test('what is rolled out of an ingot is not a piece of it and cannot speak for it', () => {
  const rolled = (event: ProcessEvent) => {
    const of = { ...ROLLING, event }
    const content = process('p', ['ingot'], ['sheet'], { of }).content as ProcessContent
    return checkEvent({ ...content, outputs: [{ material: 'sheet' as never, representative: true }] }, of)
  }
  assert.deepEqual(rolled('split'), [])
  const [problem] = rolled('transform')
  assert.equal(problem!.code, 'process.not_representative')
  assert.match(problem!.text.en, /rolling@1 is none/)
})
