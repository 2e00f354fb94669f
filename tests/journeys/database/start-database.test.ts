import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { announceServer } from '#platform/home.ts'
import { openDatabase } from '#platform/storage/connect.ts'
import { startPostgres } from '#platform/storage/postgres/start.ts'
import { makeTrialHome, removeTrialHome } from '#platform/storage/trial-database.ts'
import { Refusal } from '#science/refusal.ts'

const isRoot = process.getuid?.() === 0
const asRoot = { skip: !isRoot && 'not root' }
const asOther = { skip: isRoot && 'root writes everywhere' }
const say = (): void => {}

async function withHome(use: (home: string) => Promise<void>): Promise<void> {
  const home = await makeTrialHome()
  try {
    await use(home)
  } finally {
    await removeTrialHome(home)
  }
}

/** Writes a row, restarts, and reads it: the same database is found again. */
async function keepsARow(home: string): Promise<{ host: string; said: string[] }> {
  const said: string[] = []
  const first = await startPostgres({ home, say: text => said.push(text.en) })
  const opened = openDatabase(first.connection)
  await opened.pool.query('create table kept as select 1.5 as hardness')
  await opened.close()
  await first.stop()
  const second = await startPostgres({ home, say })
  const again = openDatabase(second.connection)
  const { rows } = await again.pool.query('select hardness::float8 from kept')
  assert.deepEqual(rows, [{ hardness: 1.5 }])
  await again.close()
  await second.stop()
  return { host: first.connection.host, said }
}

const refusal = (code: string, ...words: string[]) => (error: Error): boolean => {
  assert.ok(error instanceof Refusal, error.stack)
  assert.equal(error.code, code)
  const { en, ko } = error.text
  for (const word of words) assert.ok(en.includes(word) && ko.includes(word), `${word} in ${en}`)
  assert.ok(!error.text.en.includes('\n'), 'one line')
  return true
}

describe('the embedded database', () => {
  test('is durable, checked, reached by its socket alone, and sorts by code point', () => withHome(async home => {
    const server = await startPostgres({ home, say })
    const { pool, close } = openDatabase(server.connection)
    const show = async (name: string): Promise<unknown> => Object.values((await pool.query(`show ${name}`)).rows[0])[0]
    for (const name of ['fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums']) {
      assert.equal(await show(name), 'on', name)
    }
    assert.equal(await show('listen_addresses'), '')
    assert.equal(await show('server_encoding'), 'UTF8')
    const { rows } = await pool.query(`select w from unnest(array['b', '나', 'B', '가', 'é', 'a']) as w order by w`)
    assert.deepEqual(rows.map(row => row.w), ['B', 'a', 'b', 'é', '가', '나'])
    assert.equal((await stat(server.connection.host)).mode & 0o077, 0, 'the socket folder is closed to others')
    await close()
    await server.stop()
    await server.stop() // A second call does no harm.
  }))

  test('does not run as root', asRoot, () => withHome(async home => {
    const server = await startPostgres({ home, say })
    const { uid } = await stat(join(server.connection.host, '..', 'data'))
    const status = await readFile(`/proc/${server.pid}/status`, 'utf8')
    assert.match(status, new RegExp(`^Uid:\\s+${uid}\\s+${uid}\\s`, 'm'))
    assert.match(status, /^Groups:\s*$/m)
    assert.ok(uid > 0)
    await server.stop()
  }))

  test('serves a home once: the second start is refused with pid and address', () => withHome(async home => {
    const server = await startPostgres({ home, say })
    await announceServer(home, 'http://localhost:4600')
    await assert.rejects(startPostgres({ home, say }), refusal('home.in_use', `${process.pid}`, ':4600'))
    await server.stop()
    const next = await startPostgres({ home, say })
    await next.stop()
  }))

  test('starts in a home whose path is longer than a socket address may be', () => withHome(async home => {
    const long = join(home, 'a-rather-long-name-for-a-folder/'.repeat(4))
    const { host } = await keepsARow(long)
    assert.ok(Buffer.byteLength(join(host, '.s.PGSQL.5432')) < 104)
    await assert.rejects(stat(host), 'a socket folder among the temporary files is removed')
  }))

  test('starts in a home with blanks, commas, quotes and Korean letters in its path', () =>
    withHome(async home => void await keepsARow(join(home, `소재, "데이터" 'x'`))))

  test("of a home below root's own closed folder is kept elsewhere, which is said", asRoot, () =>
    withHome(async closed => {
      await chmod(closed, 0o700)
      const home = join(closed, 'home')
      const { host, said } = await keepsARow(home)
      assert.ok(host.startsWith('/var/lib/sojae/'), host)
      assert.ok(said.some(line => line.includes('/var/lib/sojae/')))
      await removeTrialHome(home)
    }))

  test('recovers from a first start that was broken off', () => withHome(async home => {
    const writer = spawn(process.execPath, [join(import.meta.dirname, 'writer.ts'), home], { stdio: 'ignore' })
    const begun = async (): Promise<boolean> =>
      (await readdir(join(home, 'postgres')).catch(() => [])).some(name => name.startsWith('new-'))
    while (!(await begun())) await new Promise(resolve => setTimeout(resolve, 5))
    const ended = once(writer, 'exit')
    writer.kill('SIGKILL')
    await ended
    await keepsARow(home)
  }))
})

describe('a start that cannot succeed says why in one line', () => {
  test('in a folder that cannot be written', asOther, () => withHome(async home => {
    await chmod(home, 0o500)
    await assert.rejects(startPostgres({ home: join(home, 'inner'), say }), refusal('home.unwritable', home))
    await chmod(home, 0o700)
  }))

  test('where a file stands in the way', () => withHome(async home => {
    await writeFile(join(home, 'file'), '')
    const inFile = join(home, 'file', 'home')
    await assert.rejects(startPostgres({ home: inFile, say }), refusal('home.unwritable', home))
  }))

  test('on data of another release of PostgreSQL', () => withHome(async home => {
    await (await startPostgres({ home, say })).stop()
    await writeFile(join(home, 'postgres', 'data', 'PG_VERSION'), '15\n')
    await assert.rejects(startPostgres({ home, say }), refusal('database.other_release', '15', '18'))
  }))

  test('when its recorded folder is gone', asRoot, () => withHome(async home => {
    await writeFile(join(home, 'database.json'), '{"folder":"/var/lib/sojae/gone"}')
    await assert.rejects(startPostgres({ home, say }), refusal('database.folder_missing', '/var/lib/sojae/gone'))
    await rm(join(home, 'database.json'))
  }))

  test('on a damaged data folder, with the cause from the log', () => withHome(async home => {
    await (await startPostgres({ home, say })).stop()
    await rm(join(home, 'postgres', 'data', 'global', 'pg_control'))
    await assert.rejects(startPostgres({ home, say }), refusal('database.failed', 'pg_control'))
  }))
})
