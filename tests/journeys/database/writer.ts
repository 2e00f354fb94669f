import { openDatabase } from '#platform/storage/connect.ts'
import { startPostgres } from '#platform/storage/postgres/start.ts'

// A hub's database under load, to be killed: writes numbers, and says each one only after its commit.
const home = process.argv[2]
if (home === undefined) throw new Error('usage: writer.ts HOME')
const say = (line: unknown): void => void process.stdout.write(`${JSON.stringify(line)}\n`)
const server = await startPostgres({ home, say: text => say({ said: text.en }) })
const { pool } = openDatabase(server.connection)
await pool.query('create table if not exists written (writer int, n int, primary key (writer, n))')
say({ ready: server.pid })
for (const writer of [1, 2, 3]) void write(writer)

async function write(writer: number): Promise<void> {
  const { rows } = await pool.query<{ next: number }>(
    'select coalesce(max(n), 0) + 1 as next from written where writer = $1', [writer])
  for (let n = rows[0]?.next ?? 1; ; n++) {
    await pool.query('insert into written values ($1, $2)', [writer, n])
    say({ writer, n })
  }
}
