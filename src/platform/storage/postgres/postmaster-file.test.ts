import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parsePostmasterFile } from './postmaster-file.ts'

test('a ready server names its process, its data and its socket folder', () => {
  const text = '7082\n/srv/hub/postgres/data\n1795472923\n5432\n/srv/hub/postgres/socket\n' +
    '\n 10027015         4\nready   \n'
  assert.deepEqual(parsePostmasterFile(text), {
    pid: 7082, data: '/srv/hub/postgres/data', socketFolder: '/srv/hub/postgres/socket', status: 'ready',
  })
})

test('a file that is still being written, or is damaged, names no server', () => {
  for (const text of ['', '\n', 'abc\n/data\n']) assert.equal(parsePostmasterFile(text), undefined)
  assert.equal(parsePostmasterFile('7082\n/data\n')?.status, '')
})
