import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { FAMILIES } from '#discovery/learning/learners/candidates.ts'
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

  test('a model is trained on a CSV, shown, predicts another CSV, and says what its columns did, all without a hub or database', async () => {
    const model = file('model.json')
    const train = ['model', 'train', file('hardness.csv'), '--target', 'hardness', '--ignore', 'fold', '--model', 'et', '-o', model]
    const loaded = await loadedBy(...train)
    assert.deepEqual(loaded.filter((url) => /node_modules\/(pg|kysely|graphile|hono|@hono)|\/src\/hub\//.test(url)), [])
    assert.equal((JSON.parse(await readFile(model, 'utf8')) as { format: string }).format, 'sojae.model-file/1')
    const shown = await run('model', 'show', model)
    assert.match(shown.out, /^Target +hardness · regression$/m)
    assert.match(shown.out, /^hold the truth /m)
    assert.match(shown.out, /^ {2}load +█{24} /m)
    assert.match(shown.out, /Folds were drawn at random/)

    // Columns in another order, one more that the model does not know, an unknown route, and one cell empty.
    await writeFile(file('new.csv'), 'note,route,load\n"a, b",cast,5\nb,forged,5\nc,wrought,\nd,wrought,2\n')
    const predicted = await run('model', 'predict', model, file('new.csv'), '-o', file('out.csv'))
    assert.equal(predicted.status, 0, predicted.err)
    assert.match(predicted.out, /^Row +hardness +± +90 % +Distance$/m)
    assert.match(predicted.out, /Row 2: .*forged/)
    const [head, ...rows] = (await readFile(file('out.csv'), 'utf8')).trimEnd().split('\r\n')
    assert.equal(head, 'note,route,load,prediction,sd,aleatoric,epistemic,low_50,high_50,low_90,high_90,distance')
    assert.match(rows[0]!, /^"a, b",cast,5,/)
    const json = JSON.parse((await run('model', 'predict', model, file('new.csv'), '--json')).out) as {
      predictions: { mean: number; sd: number; aleatoric: number; epistemic: number; intervals: Record<string, [number, number]>; nearest: object[] }[]
    }
    assert.equal(json.predictions.length, 4)
    const [first, , , last] = json.predictions
    assert.deepEqual(rows[0]!.split(',').slice(4, 6).map(Number), [first!.mean, first!.sd])
    assert.ok(Math.abs(first!.sd ** 2 - first!.aleatoric ** 2 - first!.epistemic ** 2) < 1e-9 * first!.sd ** 2)
    assert.equal(first!.nearest.length, 3)
    const one = JSON.parse((await run('model', 'predict', model, '--case', 'load=5,route=cast', '--json')).out) as typeof json
    assert.deepEqual(one.predictions[0], first)

    const trees = await run('model', 'export', model, '--onnx', file('trees.onnx'))
    assert.match(trees.out, /^Input X: load, route = cast, route = wrought/m, trees.err)

    type Parts = { base: number; prediction: number; contributions: { name: string; value: number }[] }
    const compared = JSON.parse((await run('model', 'explain', model, file('new.csv'), '--compare', '1,4', '--json')).out) as Parts
    assert.deepEqual([compared.prediction, compared.base].map((x) => x.toFixed(6)), [first!.mean, last!.mean].map((x) => x.toFixed(6)))
    const sum = compared.contributions.reduce((total, { value }) => total + value, 0)
    assert.ok(Math.abs(sum - (first!.mean - last!.mean)) < 1e-9)
    assert.ok(compared.contributions.find(({ name }) => name === 'load')!.value > 0, 'a greater load, a greater hardness')
    const explained = await run('model', 'explain', model, file('new.csv'))
    assert.match(explained.out, /^ {2}load +█{24} /m)
    assert.match((await run('model', 'explain', model, file('new.csv'), '--compare', '1,4')).out, /^Row 1: .*\nRow 4: .*\nDifference: \+/m)
  })

  test('a model of labels tells the probabilities of each, and explains the one that is asked for', async () => {
    const model = file('route.json')
    const trained = await run('model', 'train', file('hardness.csv'), '--target', 'route', '--ignore', 'fold', '-o', model)
    assert.equal(trained.status, 0, trained.err)
    assert.match(trained.out, /^Balanced accuracy /m)
    const predicted = await run('model', 'predict', model, file('hardness.csv'), '-o', file('routes.csv'))
    assert.match(predicted.out, /^Row +route +Probability +Distance$/m)
    assert.match(await readFile(file('routes.csv'), 'utf8'), /^load,route,hardness,fold,prediction,probability cast,probability wrought,distance\r\n/)
    assert.match((await run('model', 'explain', model, file('hardness.csv'), '--label', 'cast')).out, /^Probability of route = cast/)
    assert.match((await run('model', 'explain', model, file('hardness.csv'))).err, /with --label .*"cast", "wrought"\.\n$/)
  })

  test('folds of a CSV go by families, forward in time or by groups, and a random split says that it is one', async () => {
    await writeFile(file('alloys.csv'), ['alloy,made,hv', ...Array.from({ length: 120 }, (_, row) => (
      `${['FeNi', 'Fe2Ni', 'FeCr', 'Fe3Cr', 'CoNi', 'Co2Ni', 'CoCr', 'NiCr'][row % 8]},20${10 + Math.floor(row / 12)}-0${1 + (row % 6)}-01,${100 + (row % 8) * 9 + (row % 5)}`
    ))].join('\n'))
    const evaluate = async (...args: string[]) => JSON.parse(
      (await run('model', 'evaluate', file('alloys.csv'), '--target', 'hv', '--formula', 'alloy', '--model', 'et', '--json', ...args)).out,
    ) as { folds: { n: number }[]; notes: { en: string }[] }
    const random = await evaluate('--ignore', 'made')
    assert.ok(random.notes.some(({ en }) => en.startsWith('Folds were drawn at random')))
    const family = await evaluate('--ignore', 'made', '--split', 'family')
    assert.ok(!family.notes.some(({ en }) => en.startsWith('Folds were drawn at random')))
    const forward = await evaluate('--time', 'made')
    assert.equal(forward.folds.length, 5)
    assert.ok(forward.folds.reduce((sum, { n }) => sum + n, 0) < 120, 'the first rows are never foretold')
    assert.match((await run('model', 'evaluate', file('alloys.csv'), '--target', 'hv', '--split', 'time')).err, /--split time needs --time COL/)
  })

  test('what stands in the way of a model in a file is told in one line, and nothing is written over unasked', async () => {
    const model = file('model.json')
    await writeFile(file('cut.json'), (await readFile(model, 'utf8')).slice(0, 5000))
    await writeFile(file('few.csv'), 'route\ncast\n')
    await writeFile(file('word.csv'), 'load,route\n5,cast\nheavy,cast\n')
    await writeFile(file('precious.json'), '{"mine": 1}')
    const train = ['model', 'train', file('hardness.csv'), '--target', 'hardness', '--model', 'linear', '-o']
    const refusals: [string[], 1 | 2, RegExp][] = [
      [['model', 'predict', file('cut.json'), file('word.csv')], 1, /cut\.json ends in the middle/],
      [['model', 'predict', model, file('few.csv')], 1, /needs the column "load"/],
      [['model', 'predict', model, file('word.csv')], 1, /Row 2, column "load": "heavy" is no number/],
      [['model', 'predict', model, file('hardness.csv'), '-o', file('hardness.csv')], 2, /would write over what is read/],
      [['model', 'predict', model, file('hardness.csv'), '-o', file('few.csv')], 1, /few\.csv is there already\. .*--force/],
      [['model', 'predict', model], 2, /Name a FILE\.csv to predict, or give cases/],
      [['model', 'predict', model, 'a.csv', 'b.csv'], 2, /“b\.csv” is one word too many/],
      [['model', 'explain', model], 2, /What is missing: sojae model explain MODEL\.json FILE\.csv\./],
      [['model', 'explain', model, file('hardness.csv'), '--compare', '1,61'], 1, /has 60 rows below its header; there is no row 61/],
      [['model', 'explain', model, file('hardness.csv'), '--compare', '1'], 2, /two different rows/],
      [[...train, file('precious.json')], 1, /precious\.json is there already and is no model/],
      [train.slice(0, -1), 2, /-o model\.json/],
      [['model', 'export', model, '-o', file('copy.json')], 2, /--onnx FILE\.onnx/],
      [[...train, model, '--frozen', '1'], 2, /--frozen is for a table/],
      [['model', 'train', 'steels', '--target', 'hv', '--inputs', 'a', '--formula', 'a'], 2, /--formula is for a CSV file/],
    ]
    for (const [args, expected, reason] of refusals) {
      const { status, out, err } = await run(...args)
      assert.deepEqual([status, out], [expected, ''], args.join(' '))
      assert.match(err, reason)
      assert.match(err, /^sojae: [^\n]*\n$/, 'one line')
    }
    assert.equal(await readFile(file('precious.json'), 'utf8'), '{"mine": 1}')
    // A model may take the place of a model, and anything where that is said.
    for (const args of [[...train, model], [...train, file('precious.json'), '--force']]) assert.equal((await run(...args)).status, 0)
    assert.match((await run('model', 'export', model, '--onnx', file('line.onnx'))).err, /this model is: .*--model gb/)
    const families = (await run('model', 'train', file('hardness.csv'), '--target', 'hardness', '--model', 'oracle')).err
    for (const family of FAMILIES) assert.match(families, new RegExp(`\\b${family}\\b`))
  })

  test('planning is replayed on a CSV: what is found of the best grows, and is told beside what chance would find', async () => {
    const hill = Array.from({ length: 64 }, (_, at) => `${at % 8},${Math.floor(at / 8)},${-((at % 8 - 5) ** 2) - (Math.floor(at / 8) - 2) ** 2}`)
    await writeFile(file('hill.csv'), ['x,y,height', ...hill].join('\n'))
    await writeFile(file('starts.json'), '[[0, 63], [7, 56]]')
    const { status, out, err } = await run('campaign', 'simulate', file('hill.csv'), '--target', 'height', '--budget', '16', '--starts', file('starts.json'), '--json')
    assert.equal(status, 0, err)
    const told = JSON.parse(out) as { n_pool: number; n_top: number; runs: number; budget: number; top_fraction: { mean: number[] }; random: number[] }
    assert.deepEqual([told.n_pool, told.n_top, told.runs, told.budget, told.random.at(-1)], [64, 4, 2, 16, 0.25])
    assert.ok(told.top_fraction.mean.at(-1)! > 0.7, String(told.top_fraction.mean.at(-1)))
    const shown = await run('campaign', 'simulate', file('hill.csv'), '--target', 'height', '--budget', '6', '--runs', '2', '--language', 'ko')
    assert.match(shown.out, /서로 다른 실험 64건, 그중 상위 5 % 4건, 2회 재현/)
    await writeFile(file('starts.json'), '[[0, 64]]')
    const beyond = await run('campaign', 'simulate', file('hill.csv'), '--target', 'height', '--starts', file('starts.json'))
    assert.match(beyond.err, /whole numbers from 0 to 63/)
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
      ['ragged.csv', 'y', /Line 3 has 1 cell[^s]/],
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
