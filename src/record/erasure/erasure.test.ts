import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ProcessContent } from '../records/record.ts'
import { erasedContent, filesElsewhere, filesNamed } from './erased-content.ts'
import { withoutRecord } from './without-record.ts'

const sha = (sign: string) => sign.repeat(64)
const cast: ProcessContent = {
  kind: 'process', template: 'casting@1', name: 'Kim’s melt', origin: 'measured', source: { kind: 'literature', doi: '10.1/x' }, trl: 3, note: 'secret', state: 'done',
  planned: { plan: { type: 'file', sha256: sha('a'), name: 'plan.pdf' } },
  values: { picture: { type: 'image', sha256: sha('b'), name: 'face.png' }, log: { type: 'curve', axes: [], data: sha('c') } },
  inputs: [{ material: 'ingot', role: 'feedstock', amount: { type: 'quantity', value: 3, unit: 'kg' } }], outputs: [{ material: 'bar', representative: true }],
}

test('of a deleted process its kind, its template and what it linked stay, and no word or number', () => {
  assert.deepEqual(erasedContent(cast), {
    kind: 'process', template: 'casting@1', name: '–', origin: 'measured', source: { kind: 'own' }, state: 'done', planned: {}, values: {},
    inputs: [{ material: 'ingot' }], outputs: [{ material: 'bar' }],
  })
})

test('what is erased already is what is left of it', () => {
  assert.deepEqual(erasedContent(erasedContent(cast)), erasedContent(cast))
})

test('files of the plan and of what was done are named, and points of curves', () => {
  assert.deepEqual(filesNamed(cast).sort(), [sha('a'), sha('b'), sha('c')])
})

test('of the files that are named, those kept elsewhere are told apart: no deletion here reaches them', () => {
  const away = { type: 'file', sha256: sha('d'), name: 'run5.h5', size: 5, address: 's3://facility/run5.h5' } as const
  const content = { ...cast, values: { ...cast.values, away } }
  assert.ok(filesNamed(content).includes(sha('d')))
  assert.deepEqual(filesElsewhere(content), [away])
  assert.deepEqual(filesElsewhere(erasedContent(content)), [])
})

test('a report loses every entry about a record, its counts stay, and of a single thing nothing is left', () => {
  const named = { id: 'r1', name: 'Kim’s melt' }
  assert.deepEqual(withoutRecord({
    stay: 2, findings: [{ record: named, text: 'Kim' }, { record: { id: 'r2', name: 'x' }, text: 'y' }], reasons: [{ code: 'c', examples: [named] }],
    cells: [{ value: 'Kim', records: [named] }], nearest: [{ record: 'r1', name: 'Kim’s melt', observed: 3 }], best: { record: 'r1', name: 'Kim’s melt' },
  }, 'r1'), { stay: 2, findings: [{ record: { id: 'r2', name: 'x' }, text: 'y' }], reasons: [{ code: 'c', examples: [] }], cells: [], nearest: [], best: null })
})
