import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '#science/refusal.ts'
import { printable, problemOf, refusalLine } from './output.ts'

test('a record\'s name cannot steer the terminal', () => {
  assert.equal(printable('alloy\u001b[2J\u0007 \u202emirror\nnext\tcell'), 'alloy�[2J� �mirror\nnext\tcell')
})

test('a refusal is one line, whatever it quotes', () => {
  const refusal = new Refusal('trial', { en: 'first\n  second', ko: '' })
  assert.equal(refusalLine(refusal, 'en'), 'sojae: first second')
})

test('a problem keeps the hub\'s status apart from the details', () => {
  const { status, details, code } = problemOf(new Refusal('record.not_found', { en: '', ko: '' }, { status: 404, record: 'x' }), 'en')
  assert.deepEqual({ status, details, code }, { status: 404, details: { record: 'x' }, code: 'record.not_found' })
})
