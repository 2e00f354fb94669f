// Times the reading of a large workbook: npm run bench -- store/read-workbook [--rows 100000] [--columns 50]
import { spawnSync } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readRows } from '#stewardship/exchange/read-rows.ts'
import { writeXlsx } from '#stewardship/exchange/fixtures/write-xlsx.ts'
import type { WrittenCell } from '#stewardship/exchange/fixtures/write-xlsx.ts'
import { openFileStore } from '#platform/files/file-store.ts'
import { machine } from '../machine.ts'

const { values: options } = parseArgs({ options: {
  rows: { type: 'string', default: '100000' }, columns: { type: 'string', default: '50' }, write: { type: 'string' },
} })

/** A fifth of the columns are words, one is a date, the others are numbers of 15 to 17 digits. */
function cell(row: number, column: number): WrittenCell {
  if (column === 0) return { xml: `s="1"><v>${45_000 + (row % 300)}</v>` }
  return column % 5 === 1 ? `word ${(row * 7 + column) % 200}` : Math.sin(row * 53 + column) * 1000
}

if (options.write !== undefined) {
  const [rows, columns] = [Number(options.rows), Number(options.columns)]
  const line = (row: number) => Array.from({ length: columns }, (_, column) => (row === 0 ? `field ${column}` : cell(row, column)))
  await writeFile(options.write, writeXlsx({ sheets: [{ name: 'Big', rows: Array.from({ length: rows + 1 }, (_, row) => line(row)) }], formats: [14] }))
} else {
  const folder = await mkdtemp(join(tmpdir(), 'sojae-bench-'))
  const path = join(folder, 'big.xlsx')
  // Another process writes it, whose memory is not that of the reading.
  spawnSync(process.execPath, ['--max-old-space-size=6000', import.meta.filename, '--rows', options.rows, '--columns', options.columns, '--write', path], { stdio: 'inherit' })
  const files = await openFileStore(folder)
  const { sha256, size } = await files.put(createReadStream(path))
  const file = await files.parts(sha256, { verify: true })
  const [clock, own] = [performance.now(), process.cpuUsage()]
  let [rows, cells] = [0, 0]
  for await (const row of readRows(file, { kind: 'xlsx', missing: [''] })) {
    rows++
    cells += row.cells.length
  }
  const { user, system } = process.cpuUsage(own)
  process.stdout.write(`${JSON.stringify({
    machine: machine(), bytes: size, rows: rows - 1, cells, seconds: Number(((performance.now() - clock) / 1000).toFixed(1)),
    processorSeconds: Number(((user + system) / 1e6).toFixed(1)), peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
  }, null, 2)}\n`)
  await rm(folder, { recursive: true })
}
