import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { fileNameRows } from './file-names.ts'
import type { Finding } from './finding.ts'
import { writeZip } from './fixtures/write-xlsx.ts'
import { Folder } from './folder.ts'
import type { SheetFile } from './sheet-file.ts'

function fileOf(bytes: Buffer): SheetFile {
  return { size: bytes.length, async *range(start, end) { yield bytes.subarray(start, end) } }
}

const folderOf = (files: Record<string, string>) => Folder.open(fileOf(writeZip(new Map(Object.entries(files)))))

async function textOf(folder: Folder, path: string): Promise<string> {
  const parts: Uint8Array[] = []
  for await (const part of folder.read(path)) parts.push(part)
  return Buffer.concat(parts).toString()
}

describe('a folder in a ZIP', () => {
  test('is known by the paths in it, also without the one folder around all, and without what macOS adds', async () => {
    const folder = await folderOf({ 'run 7/sheet.csv': 'a', 'run 7/cifs/A.cif': 'b', '__MACOSX/run 7/._sheet.csv': 'x', 'run 7/.DS_Store': 'x' })
    assert.deepEqual(folder.paths, ['run 7/cifs/A.cif', 'run 7/sheet.csv'])
    assert.equal(await textOf(folder, 'cifs/A.cif'), 'b')
    assert.equal(await textOf(folder, 'run 7/cifs/A.cif'), 'b')
  })

  test('tells small letters from capitals, as file systems of laboratories do', async () => {
    const folder = await folderOf({ 'a.csv': 'small', 'A.csv': 'capital' })
    assert.deepEqual([await textOf(folder, 'a.csv'), await textOf(folder, 'A.csv')], ['small', 'capital'])
  })

  test('names the nearest file where one is not there', async () => {
    const folder = await folderOf({ 'cifs/jqc.cif': 'x', 'cifs/oi6.cif': 'x' })
    assert.throws(() => folder.read('cifs/jgc.cif'), { code: 'folder.no_file', message: /closest is “cifs\/jqc\.cif”/ })
  })

  test('of many small files that unpack to a disk full of nothing is refused before any is unpacked', async () => {
    const zeros = Buffer.alloc(18_000_000)
    const bomb = writeZip(new Map(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [name, zeros])))
    await assert.rejects(Folder.open(fileOf(bomb)), { code: 'folder.too_dense' })
  })

  test('refuses what is no ZIP, what was cut short and what is empty, each in one line', async () => {
    await assert.rejects(Folder.open(fileOf(Buffer.from('ID,a\n1,2\n'))), { code: 'folder.not_a_zip' })
    const whole = writeZip(new Map([['a.csv', 'x']]))
    await assert.rejects(Folder.open(fileOf(whole.subarray(0, whole.length - 8))), { code: 'folder.damaged' })
    await assert.rejects(folderOf({ '__MACOSX/a': 'x' }), { code: 'folder.empty' })
  })
})

describe('names of files as rows', () => {
  const paths = ['c/6061-01-100C-L.csv', 'c/6061-02-300C-LT.csv', 'notes.txt', 'deep/c/6061-03-100C-L.csv']
  const rowsOf = (pattern: string, remarks: Finding[] = []) => [...fileNameRows({ paths, top: '' }, pattern, (remark) => remarks.push(remark))]

  test('are what stands in the braces, and the path', () => {
    const remarks: Finding[] = []
    assert.deepEqual(rowsOf('c/6061-{plate}-{temperature}C-{direction}.csv', remarks).map(({ cells }) => cells), [
      ['plate', 'temperature', 'direction', 'path'], ['01', '100', 'L', paths[0]], ['02', '300', 'LT', paths[1]],
    ])
    assert.deepEqual(remarks.map(({ code, text }) => [code, text.en]), [
      ['folder.not_fitting', '2 files do not fit “c/6061-{plate}-{temperature}C-{direction}.csv” and made no row (notes.txt, deep/c/6061-03-100C-L.csv).'],
    ])
  })

  test('are the same where all files lie in one folder of any name', () => {
    const inside = { paths: paths.map((path) => `run 7/${path}`), top: 'run 7/' }
    assert.equal([...fileNameRows(inside, 'c/6061-{plate}-{temperature}C-{direction}.csv', () => {})].length, 3)
  })

  test('with the bytes of another are told, since one measurement is not of two samples', async () => {
    const remarks: Finding[] = []
    const folder = await folderOf({ 'A.eqe': '1 2 3', 'B.eqe': '1 2 3', 'C.eqe': '1 2 4', 'copy.txt': '1 2 3' })
    assert.equal([...fileNameRows(folder, '{sample}.eqe', (remark) => remarks.push(remark))].length, 4)
    assert.deepEqual(remarks.map(({ code, line, value }) => [code, line, value]), [['folder.same_bytes', 3, 'B.eqe'], ['folder.not_fitting', null, null]])
  })

  test('mean signs as they stand: a point is a point', () => {
    assert.throws(() => rowsOf('c/6061-{plate}-100C-LXcsv'), { code: 'folder.no_match' })
  })
})
