import assert from 'node:assert/strict'
import { test } from 'node:test'
import { may, ROLES } from './may.ts'

test('someone without a role in a hub may not even read', () => {
  assert.equal(may(null, 'read'), false)
})

test('every member may read, a reader nothing else', () => {
  for (const role of ROLES) assert.equal(may(role, 'read'), true)
  for (const action of ['record', 'review', 'import', 'learn', 'plan', 'template'] as const) assert.equal(may('reader', action), false)
})

test('an instrument records what it measured but neither imports nor plans', () => {
  assert.equal(may('instrument', 'record'), true)
  assert.equal(may('instrument', 'import'), false)
  assert.equal(may('instrument', 'plan'), false)
})

test('only a curator or a lead reviews what others drafted', () => {
  assert.deepEqual(ROLES.filter((role) => may(role, 'review')), ['lead', 'curator'])
})

test('what may be recorded is stated by those who lead and curate a hub', () => {
  assert.deepEqual(ROLES.filter((role) => may(role, 'template')), ['lead', 'curator'])
})
