import { startJobs } from '#platform/jobs/jobs.ts'
import { openDatabase } from '#platform/storage/connect.ts'
import { startPostgres } from '#platform/storage/postgres/start.ts'

// A hub with one job in its queue, which takes for ever in the first process and is done at once in the second.
const [home, turn] = process.argv.slice(2)
if (home === undefined) throw new Error('usage: worker.ts HOME first|second')
const server = await startPostgres({ home, say: () => {} })
const { pool, close } = openDatabase(server.connection)
await pool.query(`create table if not exists job (
  id uuid primary key, hub uuid, kind text not null, state text not null, progress real not null default 0,
  message jsonb, payload jsonb not null default '{}', result jsonb, error jsonb,
  created_at timestamptz not null default now(), started_at timestamptz, finished_at timestamptz)`)
const jobs = await startJobs({
  pool,
  tasks: {
    train: ({ payload, signal }) => new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason))
      if (turn === 'second') resolve(payload)
      else process.stdout.write('training\n')
    }),
  },
})
if (turn === 'first') await jobs.enqueue('train', { rows: 56 })
else {
  for (;;) {
    const { rows } = await pool.query('select state, result from job')
    if (rows[0].state === 'done') {
      process.stdout.write(`${JSON.stringify(rows)}\n`)
      break
    }
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  await jobs.stop()
  await close()
  await server.stop()
}
