import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '#science/refusal.ts'
import { databaseFailure } from './database-failure.ts'

const told = (properties: object, message = 'x') => {
  const found = databaseFailure(Object.assign(new Error(message), properties))
  return found instanceof Refusal ? found.code : null
}

test('a full disk, two writers in each other’s way and a server that is away are no defects', () => {
  assert.equal(told({ code: '53100' }), 'home.disk_full')
  assert.equal(told({ code: '40P01' }), 'database.busy')
  assert.equal(told({ code: '57P03' }), 'database.away')
  assert.equal(told({ code: 'ENOENT', syscall: 'connect' }), 'database.away')
  assert.equal(told({}, 'Connection terminated unexpectedly'), 'database.away')
  assert.equal(told({ cause: Object.assign(new Error('x'), { code: '53100' }) }, 'Migration 0001 failed'), 'home.disk_full')
})

test('a missing file and a broken statement stay defects', () => {
  assert.equal(told({ code: 'ENOENT', syscall: 'open' }), null)
  assert.equal(told({ code: '23505' }), null)
})
