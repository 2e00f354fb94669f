// Writes examples/histories/*/records.jsonl from published data; the cells, the wafer, the bars and the devices are made up and say so.
// Usage: SOJAE_TEST_DATA=<folder that holds olympus and matcal_tensile> node scripts/histories-example.ts
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RecordDraft } from '#stewardship/exchange/record-draft.ts'
import { bars } from './histories/bars.ts'
import { blends } from './histories/blends.ts'
import { cells } from './histories/cells.ts'
import { devices } from './histories/devices.ts'
import { library } from './histories/library.ts'
import { DIRECTIONS, LABORATORIES, plate } from './histories/plate.ts'
import type { Bar } from './histories/plate.ts'
import { wafer } from './histories/wafer.ts'

const folder = process.env.SOJAE_TEST_DATA ?? '../shared/data'
/** The cells of a file without quotes, whose first row may be data. */
const rowsOf = (...path: string[]) => (
  readFileSync(join(folder, ...path), 'utf8').trimEnd().split('\n').map((line) => line.split(',').map((cell) => cell.trim()))
)

function publishedBars(): Bar[] {
  const found: Bar[] = []
  for (const direction of Object.keys(DIRECTIONS) as (keyof typeof DIRECTIONS)[]) {
    for (const laboratory of LABORATORIES) {
      const file = `${direction}_aluminum_AL_6061_tension_stress_metrics_${laboratory}.csv`
      const [header, ...rows] = rowsOf('matcal_tensile', 'uniaxial_tension', file)
      const columns = header!.join()
      if (columns !== 'yield,max strain,ultimate stress,strain at ultimate stress') throw new Error(`${file}: ${columns}`)
      rows.forEach((cells, index) => found.push({ direction, laboratory, row: index + 1, cells }))
    }
  }
  return found
}

const write = (name: string, drafts: readonly RecordDraft[]) => writeFileSync(
  join('examples', 'histories', name, 'records.jsonl'), drafts.map((draft) => `${JSON.stringify(draft)}\n`).join(''),
)
write('library', library(rowsOf('olympus', 'dataset_oer_plate_3496', 'data.csv')))
write('blends', blends(rowsOf('olympus', 'dataset_photo_pce10', 'data.csv')))
write('plate', plate(publishedBars()))
write('cells', cells())
write('wafer', wafer())
write('bars', bars())
write('devices', devices())
