import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failureFrom } from './log.ts'

const place = { folder: '/srv/postgres', data: '/srv/postgres/data', log: '/srv/postgres/postgres.log',
  identity: { uid: undefined, spawn: {} }, notices: [] }

test('a full disk is called a full disk, whatever PostgreSQL was writing', () => {
  const text = '2026-01-01 UTC [7] PANIC:  could not write to file "pg_wal/xlogtemp.7": No space left on device\n'
  assert.equal(failureFrom(text, place).code, 'home.disk_full')
})

test('the cause is the last fatal line, or what was written last when there is none', () => {
  const fatal = '… LOG:  starting\n… FATAL:  data directory "/x" has invalid permissions\n… LOG:  bye\n'
  assert.equal(failureFrom(fatal, place).details['cause'], 'data directory "/x" has invalid permissions')
  assert.equal(failureFrom('no such library\n', place).details['cause'], 'no such library')
  assert.equal(failureFrom('', place).details['cause'], 'no reason given')
})
