import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#science/refusal.ts'
import { readCsv } from './read-csv.ts'
import type { CsvRow } from './csv-row.ts'

async function* cut(text: string, size = 64): AsyncIterable<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function all(chunks: AsyncIterable<Uint8Array>, delimiter: string): Promise<CsvRow[]> {
  const rows: CsvRow[] = []
  for await (const row of readCsv(chunks, { delimiter })) rows.push(row)
  return rows
}

async function read(text: string, delimiter = ',', size = 64): Promise<CsvRow[]> {
  return all(cut(text, size), delimiter)
}

async function refusal(text: string, delimiter = ','): Promise<Refusal> {
  const error = await read(text, delimiter).then(() => null, (thrown: unknown) => thrown)
  assert.ok(error instanceof Refusal, `not refused: ${JSON.stringify(text)}`)
  return error
}

describe('reading rows', () => {
  test('lines that begin as a recipe says are no rows, wherever they stand, and are counted', async () => {
    const told: string[] = []
    const rows: CsvRow[] = []
    const text = 'settings\nt\tP\n1\t2\nmax. average: 2\n2\t3\nmax. average: 3\n'
    for await (const row of readCsv(cut(text), { delimiter: '\t', skip: 1, pass_over: 'max.' }, ({ text: { en } }) => told.push(en))) rows.push(row)
    assert.deepEqual(rows.map(({ cells }) => cells), [['t', 'P'], ['1', '2'], ['2', '3']])
    assert.deepEqual(told, ['2 lines that begin with “max.” made no row, as the recipe says.'])
  })

  test('cells keep their spaces and rows their lines', async () => {
    assert.deepEqual(await read('a,b\n1, 2 \n\n3,4'), [
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1', ' 2 '] },
      { line: 4, cells: ['3', '4'] },
    ])
  })

  test('a quoted line break belongs to its cell, and later rows keep the lines of the file', async () => {
    for (const end of ['\n', '\r\n']) {
      const rows = await read(['a,b', `"x${end}y${end}z",1`, '"p ""q""",2', ''].join(end))
      assert.deepEqual(rows.map(({ line }) => line), [1, 2, 5])
      assert.equal(rows[1]!.cells[0], `x${end}y${end}z`)
      assert.equal(rows[2]!.cells[0], 'p "q"')
    }
  })

  test('what was written to a table is read from it again', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '1', ' ', ',', '"', '\n', '\r\n', '가', 'µ') })
    const table = fc.integer({ min: 2, max: 5 }).chain((width) => (
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 })
    ))
    await fc.assert(fc.asyncProperty(table, fc.integer({ min: 1, max: 40 }), async (rows, size) => {
      const header = ['key', ...rows[0]!.map((_, column) => `c${column}`)]
      // A row of nothing but empty cells is passed over.
      const keyed = rows.map((cells) => ['k', ...cells])
      const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
      const text = [header, ...keyed].map((cells) => cells.map(quoted).join(',')).join('\n')
      const found = await read(text, ',', size)
      assert.deepEqual(found.map(({ cells }) => cells), [header, ...keyed])
      const lineOf = (index: number) => 1 + linesBefore([header, ...keyed], index)
      assert.deepEqual(found.map(({ line }) => line), found.map((_, index) => lineOf(index)))
    }), { numRuns: 60 })
  })

  test('a reader may stop early', async () => {
    const big = `a,b\n${'1,2\n'.repeat(50_000)}`
    let seen = 0
    for await (const _row of readCsv(cut(big, 1000), { delimiter: ',' })) if (++seen === 10) break
    assert.equal(seen, 10)
  })
})

/** Lines before a row: each earlier row has one line and one more for each line break in its cells. */
function linesBefore(rows: readonly (readonly string[])[], index: number): number {
  const breaks = rows.slice(0, index).flat().reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0)
  return index + breaks
}

describe('files that are refused', () => {
  test('a quote that is never closed is told at the row where it opens', async () => {
    const { code, details, text } = await refusal('a,b\n1,2\n3,"4\n5,6\n')
    assert.equal(code, 'csv.quotes')
    assert.equal(details.line, 3)
    assert.match(text.en, /never closed/)
  })

  test('text after a closing quote is told at its row', async () => {
    assert.deepEqual((await refusal('a,b\n"1"x,2\n')).details.line, 2)
    assert.deepEqual((await refusal('a,b\n1,2\n5" plate,2\n')).details.line, 3)
  })

  test('a ragged row is told with both counts', async () => {
    const { code, details } = await refusal('a,b,c\n1,2,3\n1,2\n')
    assert.equal(code, 'csv.ragged')
    assert.deepEqual(details, { line: 3, found: 2, expected: 3 })
    assert.deepEqual((await refusal('a,b\n1,2,3\n')).details, { line: 2, found: 3, expected: 2 })
  })

  test('an empty file and a file with nothing below its header are told apart', async () => {
    assert.equal((await refusal('')).code, 'csv.empty')
    assert.equal((await refusal('a,b\n')).code, 'csv.no_rows')
  })

  test('two columns of one name are refused, since nobody could say which is meant', async () => {
    const { code, details } = await refusal('YS,UTS, YS\n1,2,3\n')
    assert.equal(code, 'csv.duplicate_header')
    assert.deepEqual(details.columns, [1, 3])
    assert.equal((await refusal('a,,c\n1,2,3\n')).code, 'csv.empty_header')
  })

  test('a first column without a name, as data frames write their row numbers, is read and named by nothing', async () => {
    async function* frame() { yield new TextEncoder().encode(',YS\n0,350\n') }
    assert.deepEqual((await all(frame(), ',')).map(({ cells }) => cells), [['', 'YS'], ['0', '350']])
  })

  test('a fault of the bytes keeps its own name', async () => {
    const bytes = Uint8Array.from([...new TextEncoder().encode('a,b\n1,'), 0xff, 0x0a])
    async function* whole() { yield bytes }
    await assert.rejects(all(whole(), ','), { code: 'csv.encoding' })
  })
})

test('a file with another delimiter is refused by that name before any row, with what to do', async () => {
  for (const [text, delimiter, found] of [
    ['a;b;c\n1,5;2;3', ',', ';'], ['a\tb\n1\t2', ',', 'TAB'], ['a,b\n1,2', ';', ','], ['a, in %;b\n1;2', '\t', ';'],
  ] as const) {
    const { code, text: { en, ko } } = await refusal(text, delimiter)
    assert.equal(code, 'csv.delimiter', text)
    assert.match(en, new RegExp(`separated by “${found}”.* Save the file with`))
    assert.match(ko, new RegExp(`구분자가 “${found}”`))
  }
  assert.equal((await read('a;b,c\n1,2')).length, 2)
  assert.equal((await read('a\n1;2')).length, 2)
})
