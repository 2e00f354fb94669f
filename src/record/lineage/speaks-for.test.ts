import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WholeRecord } from '../fixtures/lineages.ts'
import type { RecordContent } from '../records/record.ts'
import type { Template } from '../templates/template.ts'
import { lineageGraph } from './graph.ts'
import { speaks, voicesFor } from './speaks-for.ts'

const text = { en: '', ko: '' }
const template = (name: string, keeps?: string[]): Template => ({
  template: name, version: 1, kind: 'process', stage: 'design', label: text, fields: [], ...(keeps ? { keeps } : {}),
})
const common = { template: 't@1', name: '', origin: 'measured', source: { kind: 'own' }, values: {} } as const
const material = (id: string): WholeRecord => ({
  id, template: template('alloy'), content: { kind: 'material', ...common },
})
const process = (id: string, inputs: string[], outputs: string[], keeps?: string[]): WholeRecord => ({
  id, template: template(id, keeps),
  content: {
    kind: 'process', state: 'done', planned: {}, ...common,
    inputs: inputs.map((m) => ({ material: m })), outputs: outputs.map((m) => ({ material: m })),
  } as RecordContent,
})
const measurement = (id: string, of: string): WholeRecord => ({
  id, template: template('test'), content: { kind: 'measurement', state: 'done', of, ...common },
})
const spoken = (records: WholeRecord[], of: string, group: string) =>
  voicesFor(lineageGraph(records), of).filter((voice) => speaks(voice, group)).map(
    ({ record, steps }) => [record.id, steps]
  )

test('cutting keeps the composition measured on the plate, and changes its shape', () => {
  const records = [
    material('plate'),
    material('specimen'),
    process('cut', ['plate'], ['specimen'], ['composition']),
    measurement('icp', 'plate'),
  ]
  assert.deepEqual(spoken(records, 'specimen', 'composition'), [['specimen', 0], ['cut', 0], ['plate', 1], ['icp', 1]])
  assert.deepEqual(spoken(records, 'specimen', 'geometry'), [['specimen', 0], ['cut', 0], ['plate', 1]])
})

test('a process that says nothing changes everything', () => {
  const records = [material('cast'), material('aged'), process('age', ['cast'], ['aged']), measurement('hv', 'cast')]
  assert.ok(!spoken(records, 'aged', 'mechanical').some(([id]) => id === 'hv'))
})

test('one process that changes a group on the way silences all measurements before it', () => {
  const records = [
    material('a'), material('b'), material('c'),
    process('p', ['a'], ['b']), process('q', ['b'], ['c'], ['mechanical']), measurement('m', 'a'),
  ]
  assert.ok(!spoken(records, 'c', 'mechanical').some(([id]) => id === 'm'))
})

test('no single ingredient speaks for a blend', () => {
  const records = [
    material('x'), material('y'), material('blend'), process(
      'mix', ['x', 'y'], ['blend'], ['composition'],
    ), measurement('m', 'x'),
  ]
  assert.ok(!spoken(records, 'blend', 'composition').some(([id]) => id === 'm'))
})

test('a cell has the loading of its cathode, and nothing else that was measured on an electrode', () => {
  const assembly = process('assemble', ['anode', 'cathode'], ['cell'])
  const cell: WholeRecord = {
    id: 'assemble',
    template: { ...template('assemble'), event: 'assemble', hands_on: { cathode: ['loading'] } },
    content: { ...assembly.content, inputs: [
      { material: 'anode', role: 'anode' }, { material: 'cathode', role: 'cathode' },
    ] } as RecordContent,
  }
  const records = [
    material('anode'), material('cathode'), material('cell'), cell,
    measurement('weighed', 'cathode'), measurement('anode weighed', 'anode'),
  ]
  const measured = (group: string) => spoken(records, 'cell', group).map(([id]) => id).filter((id) => String(id).includes('weighed'))
  assert.deepEqual(measured('loading'), ['weighed'])
  assert.deepEqual(measured('adhesion'), [])
})

test('a test on a representative specimen speaks for its plate and what is made of it, in what cutting keeps', () => {
  const cut = (id: string, piece: string, representative: boolean): WholeRecord => ({
    id,
    template: { ...template('cut', ['mechanical']), event: 'split' },
    content: { ...process(id, ['plate'], [piece]).content, outputs: [{ material: piece, representative }] } as RecordContent,
  })
  const records = [
    material('plate'), material('bar'), material('offcut'), cut('cut 1', 'bar', true), cut('cut 2', 'offcut', false),
    measurement('tensile', 'bar'), measurement('offcut tensile', 'offcut'),
    material('panel'), process('form', ['plate'], ['panel'], ['mechanical']), material('aged'), process('age', ['panel'], ['aged']),
  ]
  const tests = (of: string, group: string) => spoken(records, of, group).filter(([id]) => String(id).includes('tensile'))
  assert.deepEqual(tests('plate', 'mechanical'), [['tensile', 1]])
  assert.deepEqual(tests('plate', 'residual_stress'), [])
  assert.deepEqual(tests('panel', 'mechanical'), [['tensile', 2]])
  assert.deepEqual(tests('aged', 'mechanical'), [])
  // The piece itself is no ancestor: what it is shaped like says nothing of the plate.
  assert.ok(!spoken(records, 'plate', 'geometry').some(([id]) => id === 'bar' || id === 'cut 1'))
})

test('a measurement never speaks for what its material was made from', () => {
  const records = [
    material('ingot'),
    material('sheet'),
    process('roll', ['ingot'], ['sheet'], ['composition']),
    measurement('m', 'sheet'),
  ]
  assert.ok(!spoken(records, 'ingot', 'composition').some(([id]) => id === 'm'))
})

test('a measurement passes by the way that keeps it, though a shorter way changes it', () => {
  const joined = process('join', ['rod', 'coated'], ['part'])
  const join: WholeRecord = {
    id: 'join', template: { ...template('join'), event: 'assemble', hands_on: { core: ['mechanical'] } },
    content: { ...joined.content, inputs: [{ material: 'rod', role: 'filler' }, { material: 'coated', role: 'core' }] } as RecordContent,
  }
  const records = [
    material('rod'), measurement('tensile', 'rod'), material('coated'), process('coat', ['rod'], ['coated'], ['mechanical']),
    material('part'), join,
  ]
  const tests = (group: string) => spoken(records, 'part', group).filter(([id]) => id === 'tensile')
  assert.deepEqual(tests('mechanical'), [['tensile', 2]])
  assert.deepEqual(tests('composition'), [])
})

test('a symmetric cell has the loading of the sheet that is both its electrodes', () => {
  const assembly = process('assemble', ['sheet', 'sheet'], ['cell'])
  const cell: WholeRecord = {
    id: 'assemble', template: { ...template('assemble'), event: 'assemble', hands_on: { cathode: ['loading'] } },
    content: { ...assembly.content, inputs: [
      { material: 'sheet', role: 'anode' }, { material: 'sheet', role: 'cathode' },
    ] } as RecordContent,
  }
  const records = [material('sheet'), material('cell'), cell, measurement('weighed', 'sheet')]
  assert.deepEqual(spoken(records, 'cell', 'loading').filter(([id]) => id === 'weighed'), [['weighed', 1]])
})
