import { readFileSync } from 'node:fs'
import process from 'node:process'
import { parse } from 'csv-parse/sync'
import { tableFromCsv } from '#discovery/learning/from-csv.ts'
import type { CsvOptions } from '#discovery/learning/from-csv.ts'
import type { LearningTable } from '#discovery/learning/columns.ts'

const FOLDER = process.env.SOJAE_TEST_DATA ?? '../shared/data'

/** Dunn et al. (2020), doi 10.1038/s41524-020-00406-3: 312 steels, yield strength (MPa), the five official folds. */
export function steels(): LearningTable {
  return read('matbench_steels/matbench_steels.csv',
    { target: 'yield strength', formula: ['composition'], ignore: ['mbid'], folds: 'fold' })
}

/** Borg et al. (2020), doi 10.1038/s41597-020-00768-9: multi-principal-element alloys, grouped by paper and formula. */
export function mpea(): LearningTable {
  return read('mpea/MPEA_dataset.csv', {
    target: 'PROPERTY: YS (MPa)', formula: ['FORMULA'], group: ['REFERENCE: doi', 'FORMULA'],
    ignore: ['IDENTIFIER: Reference ID', 'REFERENCE: year', 'REFERENCE: title', 'PROPERTY: UTS (MPa)', 'PROPERTY: HV',
      'PROPERTY: Elongation (%)', 'PROPERTY: Elongation plastic (%)'],
  })
}

/**
 * The same alloys with what was observed on the way to the yield strength: phases, grain size and hardness. Rows without a
 * strength stay.
 */
export function mpeaStages(): LearningTable {
  const table = read('mpea/MPEA_dataset.csv', {
    target: 'PROPERTY: YS (MPa)', formula: ['FORMULA'], group: ['REFERENCE: doi', 'FORMULA'],
    ignore: ['IDENTIFIER: Reference ID', 'REFERENCE: year', 'REFERENCE: title', 'PROPERTY: UTS (MPa)', 'PROPERTY: Elongation (%)',
      'PROPERTY: Elongation plastic (%)', 'PROPERTY: Microstructure', 'PROPERTY: Exp. Density (g/cm$^3$)',
      'PROPERTY: Calculated Density (g/cm$^3$)', 'PROPERTY: Exp. Young modulus (GPa)',
      'PROPERTY: Calculated Young modulus (GPa)', 'PROPERTY: O content (wppm)', 'PROPERTY: N content (wppm)',
      'PROPERTY: C content (wppm)'],
  })
  const names: Record<string, string> = { 'PROPERTY: HV': 'HV', 'PROPERTY: BCC/FCC/other': 'BCC/FCC/other', 'PROPERTY: grain size ($\\mu$m)': 'grain size' }
  return { ...table, inputs: table.inputs.map((column) => ({ ...column, name: names[column.name] ?? column.name })) }
}

/** OBELiX, Therrien et al. (2025), arXiv:2502.14234: solid electrolytes, log conductivity, grouped by paper. */
export function obelix(): LearningTable {
  return read('obelix/train.csv', {
    target: 'Ionic conductivity (S cm-1)', formula: ['True Composition'], group: ['DOI'],
    ignore: ['ID', 'Reduced Composition', 'IC (Total)', 'IC (Bulk)', 'Checked', 'Ref', 'Cif ID', 'Cif ref_1',
      'Cif ref_2', 'note', 'close match', 'close match DOI', 'ICSD ID', 'Laskowski ID', 'Liion ID'],
  })
}

function read(path: string, options: CsvOptions): LearningTable {
  const [header, ...rows] = parse(readFileSync(`${FOLDER}/${path}`, 'utf8'), { bom: true }) as string[][]
  return tableFromCsv(header!, rows, options).table
}
