import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '#science/refusal.ts'
import { boxOf, entryOf } from './entry-text.ts'
import type { Box, Content, Field } from './entry.ts'
import { shipped } from './fixtures/shipped-template.ts'
import { readBox, readEntry } from './read-entry.ts'

const template = shipped('tension_test')
const curve = template.fields.find(({ type }) => type === 'curve')!
const field = (type: Field['type']): Field => ({ name: 'f', label: { en: 'F', ko: '에' }, type, role: 'result', obligation: 'optional' })
const sha256 = 'a'.repeat(64)
const id = '01900000-0000-7000-8000-000000000001'
const refused = (of: Field, box: Box) => {
  try {
    readBox(of, box)
  } catch (error) {
    if (error instanceof Refusal) return error
  }
  return assert.fail('was not refused')
}

test('a curve is not read without the unit of each axis, and the choices are offered', () => {
  const axes = [{ name: 'strain', unit: '%' }, { name: 'stress', unit: ' ' }]
  const error = refused(curve, { type: 'curve', data: sha256, axes })
  assert.deepEqual([error.code, error.details['axis'], (error.details['choices'] as string[])[0]], ['curve.no_unit', 'stress', 'MPa'])
  axes[1]!.unit = ' ksi '
  assert.deepEqual(readBox(curve, { type: 'curve', data: sha256, axes }), {
    type: 'curve', data: sha256, axes: [{ name: 'strain', unit: '%' }, { name: 'stress', unit: 'ksi' }],
  })
})

test('the length of a pixel is optional, and needs its unit', () => {
  const image = (scale: string): Box => ({ type: 'image', sha256, name: 'grain.png', scale, block: '' })
  assert.deepEqual(readBox(field('image'), image(' ')), { type: 'image', sha256, name: 'grain.png' })
  assert.deepEqual(readBox(field('image'), image('12.5 nm')), {
    type: 'image', sha256, name: 'grain.png', pixel_size: { value: 12.5, unit: 'nm', written: '12.5' },
  })
  assert.equal(refused(field('image'), image('12.5')).code, 'quantity.no_unit')
})

test('a reference is a record that was chosen, a DOI however it was copied, or an address, and never a script', () => {
  const to = (text: string): Box => ({ type: 'reference', record: null, to: text, title: '' })
  for (const text of ['10.1039/C7CE00863E', 'https://doi.org/10.1039/C7CE00863E', 'doi: 10.1039/C7CE00863E']) {
    assert.deepEqual(readBox(field('reference'), to(text)), { type: 'reference', to: { doi: '10.1039/C7CE00863E' } })
  }
  assert.deepEqual(readBox(field('reference'), to('https://crystallography.net/cod/7228524.html')), {
    type: 'reference', to: { url: 'https://crystallography.net/cod/7228524.html' },
  })
  assert.equal(refused(field('reference'), to('javascript:alert(1)')).code, 'entry.reference')
  assert.equal(readBox(field('reference'), to(' ')), null)
  assert.deepEqual(readBox(field('reference'), { type: 'reference', record: { id, name: 'P1' }, to: '', title: '' }), { type: 'reference', to: { record: id } })
})

test('a form that nobody touched sends curve, file, structure and reference back bit for bit, with all that was read in them', () => {
  const quantity = { value: 5.1, unit: 'Å', written: '5.1(2)' }
  const fields = (['file', 'image', 'structure', 'reference'] as const).map((type) => ({ ...field(type), name: type }))
  const content: Content = {
    kind: 'measurement', template: 'tension_test@2', name: 'n', origin: 'measured', source: { kind: 'own' }, state: 'done', of: id, values: {
      stress_strain: {
        type: 'curve', data: sha256, points: 12,
        axes: [{ name: 'strain', unit: '%', low: 0, high: 3 }, { name: 'stress', unit: 'MPa', low: 0, high: 311, missing: 2 }],
      },
      ultimate_strength: { type: 'quantity', value: 311, unit: 'MPa', from_curve: 'stress_strain' },
      file: { type: 'file', sha256, name: 'a.tif', size: 5, media_type: 'image/tiff' },
      image: { type: 'image', sha256, name: 'a.png', size: 5, media_type: 'image/png', width: 3, height: 4, pixel_size: { value: 2, unit: 'nm' } },
      structure: { type: 'structure', sha256, name: 'a.cif', size: 5, block: 'I', volume: quantity, space_group: 'P 1' },
      reference: { type: 'reference', to: { record: id }, title: 'P1 as cast' },
    },
  }
  const names = { [id]: 'P1' }
  const whole = { ...template, fields: [...template.fields, ...fields] }
  const { drafts, problems } = readEntry(entryOf({ content, names }), { template: whole, templates: [], label: '', base: { content, names } })
  assert.deepEqual(problems, [])
  assert.deepEqual(drafts[0]!.content, content)
})

test('a file kept elsewhere is read from what is typed; what is missing is asked for, what is wrong is told, and an empty one is none', () => {
  const box = (said: Partial<{ address: string; size: string; name: string; sha256: string }> = {}): Box => {
    const { address = '', size = '', name = '', sha256: hash = '' } = said
    return { type: 'file', sha256: hash, name, scale: '', block: '', elsewhere: { address, size, media_type: 'application/x-hdf5' } }
  }
  const whole = { address: ' s3://facility/run5.h5 ', size: '3000000', name: 'run5.h5', sha256: ` ${sha256.toUpperCase()}` }
  assert.deepEqual(readBox(field('file'), box(whole)), {
    type: 'file', address: 's3://facility/run5.h5', sha256, size: 3_000_000, name: 'run5.h5', media_type: 'application/x-hdf5',
  })
  assert.equal(readBox(field('file'), box()), null)
  for (const part of ['address', 'size', 'name', 'sha256']) assert.equal(refused(field('file'), box({ ...whole, [part]: ' ' })).code, 'entry.missing', part)
  for (const [part, value, code] of [
    ['address', 'javascript:alert(1)', 'file.address'], ['size', '-5', 'entry.file_size'], ['size', '3 MB', 'entry.file_size'], ['sha256', 'abc', 'entry.sha256'],
    ['sha256', 'g'.repeat(64), 'entry.sha256'],
  ] as const) assert.equal(refused(field('file'), box({ ...whole, [part]: value })).code, code, value)
  const value = readBox(field('file'), box(whole))!
  assert.deepEqual(readBox(field('file'), boxOf(value)), value)
})

test('a number that the curve gave leaves its box empty, for what somebody types there is their own', () => {
  assert.equal(boxOf({ type: 'quantity', value: 311, unit: 'MPa', from_curve: 'stress_strain' }), '')
})
