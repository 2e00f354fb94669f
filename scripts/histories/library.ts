import { compositionFromAmounts } from '#science/chemistry/composition.ts'
import { database, material, measurement, printed, process, terms, text } from './draft.ts'
import type { RecordDraft } from '#stewardship/exchange/record-draft.ts'

const METALS = ['Ni', 'Fe', 'Co', 'Mn', 'Ce', 'La'] as const
/** Every so manieth row of 2,121, from the first on: 61 spots. */
const EVERY = 35
const SOURCE = database('Olympus oer_plate_3496', 'https://github.com/aspuru-guzik-group/olympus')

const UNPLACED = 'The data set does not say where on the plate a spot lies, only its row in the file. · '
  + '데이터에는 판 위의 위치가 없고 파일의 행 번호만 있음.'

/** One plate, one deposition, 61 spots that each have a composition and an overpotential of their own. */
export function library(rows: readonly (readonly string[])[]): RecordDraft[] {
  const spots = rows.flatMap((cells, index) => index % EVERY === 0 ? [{ row: index + 1, ...spotOf(cells) }] : [])
  const common = { source: SOURCE, origin: 'specified' } as const
  return [
    material('library:plate', { ...common, template: 'substrate@1', name: 'Plate 3496', note: UNPLACED }),
    ...spots.map(({ row, written, fractions }) => material(
      `library:spot:${row}`,
      { ...common, template: 'library_spot@1', name: written },
      { composition: { type: 'composition', written, basis: 'amount', fractions }, position: text(`row ${row} of the file`) },
    )),
    process(
      'library:deposition', { ...common, template: 'library_deposition@1', name: 'Deposition of library 3496' },
      [{ material: 'library:plate', role: 'substrate' }],
      spots.map(({ row }) => ({ material: `library:spot:${row}` })),
    ),
    ...spots.map(({ row, written, overpotential }) => measurement(
      `library:overpotential:${row}`, `library:spot:${row}`,
      { source: SOURCE, origin: 'measured', template: 'overpotential_measurement@2', name: `${written} · OER` },
      { reaction: terms('OER'), overpotential: printed(overpotential, 'V') },
    )),
  ]
}

function spotOf(cells: readonly string[]) {
  const loads = METALS.map((metal, column) => [metal, Number(cells[column])] as const).filter(([, load]) => load > 0)
  const { fractions } = compositionFromAmounts(Object.fromEntries(loads))
  const written = loads.map(([metal, load]) => `${metal}${load === 1 ? '' : load}`).join('')
  return { written, fractions, overpotential: cells[METALS.length]! }
}
