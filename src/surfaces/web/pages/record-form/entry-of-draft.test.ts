import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Content } from './entry.ts'
import { emptyEntry } from './entry.ts'
import { entryOfDraft, isOfForm } from './entry-of-draft.ts'
import { readEntry } from './read-entry.ts'
import { shipped } from './fixtures/shipped-template.ts'

const [cutting, bar] = [shipped('specimen_cutting'), shipped('test_bar')]
const plate = { id: '01900000-0000-7000-8000-000000000001', name: 'Plate' }
const read = (entry: ReturnType<typeof emptyEntry>) => (
  readEntry(entry, { template: cutting, templates: [cutting, bar], label: 'Cutting' })
)

test('a form that is kept as a draft and opened again says the same, pieces with what they share included', () => {
  const entry = { ...emptyEntry(cutting, { input: plate }), name: 'cut', reason: 'series' }
  entry.values = { cutting_method: ['sawing'] }
  entry.made = [{
    template: 'test_bar@2', shared: { gauge_length: '25.0 ± 0.1 mm' }, own: ['specimen_direction'], role: '', pieces: [
      { name: 'P1', representative: true, boxes: { specimen_direction: ['L'] } },
      { name: 'P2', representative: false, boxes: { specimen_direction: ['LT'] } },
    ],
  }, { template: 'test_bar@2', shared: {}, own: [], role: '', pieces: [{ name: 'rest', representative: false, boxes: {} }] }]
  const { drafts, problems } = read(entry)
  assert.deepEqual(problems, [])
  const draft = { records: drafts as { key: string; content: Content }[], names: { [plate.id]: plate.name }, reason: 'series' }
  assert.equal(isOfForm(draft), true)
  assert.deepEqual(entryOfDraft(draft), entry)
  assert.deepEqual(read(entryOfDraft(draft)), { drafts, problems: [] })
})

test('a draft that a program made of records that its last one does not make has no form', () => {
  const own = { origin: 'specified', source: { kind: 'own' }, values: {} } as const
  const records = ['a', 'b'].map((key): { key: string; content: Content } => ({ key, content: { kind: 'material', ...own, template: 'test_bar@2', name: key } }))
  assert.equal(isOfForm({ records }), false)
})
