import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { test } from 'node:test'
import type pg from 'pg'
import { patientPool } from './patient-pool.ts'

const reset = () => Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read', errno: -104 })

/** A pool of one connection, whose questions and connecting fail as told. */
function poolOf(failures: { connect?: Error; query?: Error }): pg.Pool {
  const client = Object.assign(new EventEmitter(), {
    released: 0, query: () => (failures.query ? Promise.reject(failures.query) : Promise.resolve({ rows: [1] })), release() { this.released++ },
  })
  return Object.assign(new EventEmitter(), {
    connect: () => (failures.connect ? Promise.reject(failures.connect) : Promise.resolve(client)),
  }) as unknown as pg.Pool
}

test('a connection that was reset while a job’s end was told is tried again, as one to a server that is starting', async () => {
  const client = await patientPool(poolOf({ query: reset() })).connect()
  await assert.rejects(client.query('select 1'), { code: '57P03', message: 'read ECONNRESET' })
  await assert.rejects(patientPool(poolOf({ connect: reset() })).connect(), { code: '57P03' })
})

test('a fault of the question itself stays what it is', async () => {
  const fault = Object.assign(new Error('relation does not exist'), { code: '42P01' })
  const client = await patientPool(poolOf({ query: fault })).connect()
  await assert.rejects(client.query('select 1'), fault)
})

test('what is asked goes through, and the connection is given back to its pool', async () => {
  const client = await patientPool(poolOf({})).connect()
  assert.deepEqual((await client.query('select 1')).rows, [1])
  client.release()
  assert.equal((client as unknown as { released: number }).released, 1)
})
