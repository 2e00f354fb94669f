import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { createRandom } from '#science/numerics/random.ts'
import { runSojae } from './run-sojae.ts'
import type { Ran } from './run-sojae.ts'

describe('the command line without a hub', () => {
  let desk: string
  const file = (name: string) => join(desk, name)
  const run = (...args: string[]): Promise<Ran> => runSojae(args, { home: file('home') })

  /** Runs a command and answers what it loaded, by address of each module. */
  async function loadedBy(...args: string[]): Promise<string[]> {
    await writeFile(file('watch.mjs'), `
      import { appendFileSync } from 'node:fs'
      import { registerHooks } from 'node:module'
      registerHooks({ load(url, context, next) { appendFileSync(${JSON.stringify(file('loaded'))}, url + '\\n'); return next(url, context) } })
    `)
    await writeFile(file('loaded'), '')
    const { status, err } = await runSojae(args, { home: file('home'), env: { NODE_OPTIONS: `--import=${file('watch.mjs')}` } })
    assert.equal(status, 0, err)
    return (await readFile(file('loaded'), 'utf8')).trim().split('\n')
  }

  before(async () => {
    desk = await mkdtemp(join(tmpdir(), 'sojae-desk-'))
    const random = createRandom(3)
    const rows = Array.from({ length: 60 }, (_, row) => {
      const [x, noise] = [random.uniform() * 10, random.uniform()]
      return `${x.toFixed(3)},${row % 2 ? 'cast' : 'wrought'},${(3 * x + (row % 2) * 5 + noise).toFixed(3)},${row % 4}`
    })
    await writeFile(file('hardness.csv'), ['load,route,hardness,fold', ...rows].join('\n'))
  })
  after(() => rm(desk, { recursive: true, force: true }))

  test('help is there on every level and loads nothing heavy', async () => {
    const loaded = await loadedBy('--help')
    assert.ok(loaded.some((url) => url.endsWith('/surfaces/cli/main.ts')))
    const heavy = loaded.filter((url) => /node_modules|\/(hub|platform|discovery|stewardship|record|contract)\//.test(url))
    assert.deepEqual(heavy, [])
    for (const words of [['record'], ['record', 'list'], ['import'], ['serve']]) {
      const { status, out } = await run(...words, '--help')
      assert.equal(status, 0)
      assert.match(out, /^Example\n {2}sojae /m)
    }
  })

  test('molecules are read as SMILES, one that is none is told with its row; RDKit is loaded for nothing else', async () => {
    const alcohols = Array.from({ length: 24 }, (_, n) => `${'C'.repeat(1 + (n % 12))}O${n < 12 ? '' : 'C'},${60 + 18 * (n % 12)}`)
    await writeFile(file('boiling.csv'), ['molecule,boiling', ...alcohols].join('\n'))
    const args = ['model', 'evaluate', file('boiling.csv'), '--target', 'boiling', '--k', '3']
    const loaded = await loadedBy(...args, '--smiles', 'molecule', '--json')
    assert.ok(loaded.some((address) => address.includes('rdkit')))
    const { out } = await run(...args, '--smiles', 'molecule', '--json')
    assert.ok(JSON.parse(out).overall.r2 > 0.8, out)
    await writeFile(file('boiling.csv'), ['molecule,boiling', ...alcohols.with(3, 'C1CC,90')].join('\n'))
    const { status, err } = await run(...args, '--smiles', 'molecule')
    assert.notEqual(status, 0)
    assert.match(err, /Row 4, column "molecule": "C1CC" is no SMILES/)
    const others = await loadedBy('model', 'evaluate', file('hardness.csv'), '--target', 'hardness', '--k', '2')
    assert.deepEqual(others.filter((address) => address.includes('rdkit')), [])
  })

  test('model evaluate touches no database and prints the figures of the design', async () => {
    const args = ['model', 'evaluate', file('hardness.csv'), '--target', 'hardness', '--folds', 'fold']
    const loaded = await loadedBy(...args, '--json')
    assert.deepEqual(loaded.filter((url) => /node_modules\/(pg|kysely|graphile|hono|@hono)|\/src\/hub\//.test(url)), [])
    const { out, status } = await run(...args, '--json')
    assert.equal(status, 0)
    const found = JSON.parse(out) as Record<string, unknown> & { folds: Record<string, unknown>[]; overall: Record<string, unknown> }
    for (const key of ['target', 'task', 'n', 'model', 'folds', 'overall']) assert.ok(key in found, key)
    const figures = [
      'mae', 'rmse', 'r2', 'roc_auc', 'balanced_accuracy', 'nll', 'crps', 'miscalibration_area', 'coverage', 'mean_width',
      'fit_seconds', 'predict_seconds',
    ]
    for (const key of [...figures, 'mae_fold_mean']) assert.ok(key in found.overall, key)
    assert.deepEqual(Object.keys(found.overall['coverage'] as object), ['50', '80', '90', '95'])
    assert.deepEqual(found.folds.map(({ n }) => n), [15, 15, 15, 15])
    assert.equal(found.overall['roc_auc'], null)
    const text = await run(...args)
    assert.match(text.out, /^hardness · regression · 60 rows · /)
    assert.match(text.out, /^All +60 /m)
  })

  test('bad tables are refused in one line each', async () => {
    await writeFile(file('three.csv'), 'x,y\n1,2\n2,3\n3,4\n')
    await writeFile(file('constant.csv'), `x,y\n${Array.from({ length: 20 }, (_, row) => `${row},5`).join('\n')}\n`)
    await writeFile(file('broken.csv'), 'x,y\n1,"2\n3,4\n')
    await writeFile(file('ragged.csv'), 'x,y\n1,2\n3\n')
    await writeFile(file('latin.csv'), Buffer.from([0x78, 0x2c, 0x79, 0x0a, 0xb5, 0x2c, 0x31, 0x0a]))
    const refusals: [string, string, RegExp][] = [
      ['three.csv', 'y', /Only 3 row/],
      ['constant.csv', 'y', /is 5 in all 20 rows/],
      ['broken.csv', 'y', /line 2 opens a quote/],
      ['ragged.csv', 'y', /Line 3 has 1 cells/],
      ['latin.csv', 'y', /Line 2: byte B5 .* not UTF-8/],
      ['hardness.csv', 'hardnes', /no column "hardnes".*"hardness"/],
      ['missing.csv', 'y', /There is no file/],
      ['.', 'y', /is a folder/],
    ]
    for (const [name, target, reason] of refusals) {
      const { status, out, err } = await run('model', 'evaluate', file(name), '--target', target)
      assert.deepEqual([status, out], [1, ''], name)
      assert.match(err, reason)
      assert.match(err, /^sojae: [^\n]*\n$/, 'one line')
    }
  })

  test('wrong usage ends with status 2 and a hint, refusal with 1', async () => {
    const slip = await run('recrod', 'list')
    assert.deepEqual([slip.status, slip.err], [2, 'sojae: There is no command “recrod”; did you mean “record”? See: sojae --help\n'])
    const option = await run('record', 'list', '--elemnts', 'Al')
    assert.equal(option.status, 2)
    assert.match(option.err, /did you mean --elements\? See: sojae record list --help\n$/)
    const gone = await run('status', '--json')
    assert.equal(gone.status, 1)
    assert.equal((JSON.parse(gone.out) as { code: string }).code, 'hub.not_running')
  })

  test('the locale decides the language, and --language decides over it', async () => {
    const options = { home: file('home'), env: { LC_ALL: 'ko_KR.UTF-8' } }
    assert.match((await runSojae(['status'], options)).err, /실행 중인 허브가 없습니다/)
    assert.match((await runSojae(['status', '--language', 'en'], options)).err, /No hub runs/)
  })

  test('the token of the data folder is not sent to another address', async () => {
    const { status, err } = await runSojae(['status'], { home: file('home'), env: { SOJAE_ADDRESS: 'http://localhost:1' } })
    assert.equal(status, 1)
    assert.match(err, /set SOJAE_TOKEN/)
  })
})
