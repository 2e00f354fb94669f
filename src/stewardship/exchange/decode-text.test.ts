import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readCsv } from './read-csv.ts'
import type { CsvOptions } from './read-csv.ts'

async function cellsOf(bytes: Uint8Array, options: Partial<CsvOptions>, size = 3): Promise<string[][]> {
  async function* pieces() { for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size) }
  const rows: string[][] = []
  for await (const { cells } of readCsv(pieces(), { delimiter: ',', ...options })) rows.push([...cells])
  return rows
}

/** `시료,경도` and `가-1,107`, with a syllable of CP949 that KS X 1001 lacks (갂, 81 41). */
const CP949 = Buffer.from('bdc3b7e12cb0e6b5b50ab0a12d312c3130370a81412c310a', 'hex')
/** `T (°C);µm – “x”` and `25;1,5`, dash and quotes by the bytes that Latin-1 lacks. */
const WESTERN = Buffer.from('542028b043293bb56d20962093789' + '40a32353b312c350a', 'hex')

describe('a file of text', () => {
  test('of Korean Excel is read as CP949, wherever its pieces are cut', async () => {
    for (const size of [1, 2, 3, 100]) assert.deepEqual(await cellsOf(CP949, { encoding: 'cp949' }, size), [['시료', '경도'], ['가-1', '107'], ['갂', '1']])
  })

  test('of Western Excel is read as Windows-1252, its dashes and quotes included', async () => {
    assert.deepEqual(await cellsOf(WESTERN, { encoding: 'windows-1252', delimiter: ';' }), [['T (°C)', 'µm – “x”'], ['25', '1,5']])
  })

  test('with the mark of UTF-16 is read in either order of bytes', async () => {
    const little = Buffer.from('\uFEFF시료\tµ𝛼\r\n1\t2\r\n', 'utf16le')
    const big = Buffer.from(little).swap16()
    for (const bytes of [little, big]) {
      for (const size of [1, 3, 64]) assert.deepEqual(await cellsOf(bytes, { encoding: 'utf-16', delimiter: '\t' }, size), [['시료', 'µ𝛼'], ['1', '2']])
    }
  })

  test('in another encoding than is said is refused with its line, and nothing is replaced', async () => {
    const refused = (bytes: Uint8Array, encoding: CsvOptions['encoding'], code: string, line?: number) => (
      assert.rejects(cellsOf(bytes, { encoding }), (error: { code: string; details: { line?: number } }) => error.code === code && error.details.line === line)
    )
    await refused(CP949, 'utf-8', 'csv.encoding', 1)
    await refused(Buffer.from('a,b\n1,2\n\xff\xff,3\n', 'latin1'), 'cp949', 'csv.encoding', 3)
    await refused(Buffer.from('a,b\n\x81,2\n', 'latin1'), 'windows-1252', 'csv.encoding', 2)
    await refused(Buffer.from('a,b\n1\0,2\n', 'latin1'), 'windows-1252', 'csv.encoding', 2)
    await refused(Buffer.from('a,b\n1,2\n'), 'utf-16', 'csv.no_mark')
    await refused(Buffer.from('\uFEFFa,b\n1,2\n', 'utf16le').subarray(0, -1), 'utf-16', 'csv.encoding', 2)
  })
})

describe('lines above the header', () => {
  test('are passed over by their number and need not be CSV; lines keep the numbers of the file', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = ['Sample "A, 5" plate', '"', 'a,b', '1,2'].join(end)
      for (const size of [1, 2, 50]) assert.deepEqual(await cellsOf(Buffer.from(text), { skip: 2 }, size), [['a', 'b'], ['1', '2']])
    }
    await assert.rejects(cellsOf(Buffer.from('x\n\na,b\n1,2\n3\n'), { skip: 1 }), (error: { details: object }) => JSON.stringify(error.details) === '{"line":5,"found":1,"expected":2}')
  })

  test('more than the file has leave nothing', async () => {
    await assert.rejects(cellsOf(Buffer.from('a,b\n1,2\n'), { skip: 5 }), { code: 'csv.empty' })
  })
})

test('a text sheet whose fields are rows is read as if it were turned', async () => {
  assert.deepEqual(await cellsOf(Buffer.from('name,C-1,C-2\n,,\narea,0.1,0.2\n'), { transposed: true }), [['name', 'area'], ['C-1', '0.1'], ['C-2', '0.2']])
})

test('header rows of a text file may be of unequal length; groups are not filled, since nothing says how far they reach', async () => {
  const text = 'Time\tIr\tCo\n\t\t\t\t\ns\tng\tng\n1\t2\t3\n'
  assert.deepEqual(await cellsOf(Buffer.from(text), { delimiter: '\t', header_rows: 3, units_row: 3 }), [['Time (s)', 'Ir (ng)', 'Co (ng)'], ['1', '2', '3']])
  const groups = 'Co,,Ir,\nmean,std,mean,spread\n1,2,3,4\n'
  assert.deepEqual((await cellsOf(Buffer.from(groups), { header_rows: 2 }))[0], ['Co / mean', 'std', 'Ir / mean', 'spread'])
})
