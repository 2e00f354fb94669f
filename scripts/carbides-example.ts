// Writes examples/carbides/records.jsonl from the figures of the two articles.
// Usage: SOJAE_TEST_DATA=<folder that holds hec_efa/efa_62.csv> node scripts/carbides-example.ts
import { createReadStream, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseFormula } from '#science/chemistry/composition.ts'
import { parseQuantity } from '#science/quantities/quantity.ts'
import type { RecordContent, Source } from '#record/records/record.ts'
import { readCsv } from '#stewardship/exchange/read-csv.ts'
import type { RecordDraft } from '#stewardship/exchange/record-draft.ts'

const SARKER: Source = {
  kind: 'literature',
  doi: '10.1038/s41467-018-07160-7',
  title: 'High-entropy high-hardness metal carbides discovered by entropy descriptors',
  year: 2018,
}
const KAUFMANN: Source = {
  kind: 'literature',
  doi: '10.1038/s41524-020-0317-6',
  title: 'Discovery of high-entropy ceramics via machine learning',
  year: 2020,
}

const folder = process.env.SOJAE_TEST_DATA ?? '../shared/data'
const file = join(folder, 'hec_efa', 'efa_62.csv')
const drafts: RecordDraft[] = []
let header: readonly string[] | null = null
for await (const { cells } of readCsv(createReadStream(file), { delimiter: ',' })) {
  if (header === null) header = cells
  else drafts.push(...carbide(Object.fromEntries(header.map((name, column) => [name, cells[column]!]))))
}
const lines = drafts.map((draft) => `${JSON.stringify(draft)}\n`)
writeFileSync(join('examples', 'carbides', 'records.jsonl'), lines.join(''))

function carbide(row: Record<string, string>): RecordDraft[] {
  const source = row['in_sarker2018_56'] === '1' ? SARKER : KAUFMANN
  const formula = row['formula']!
  const { written, basis, fractions } = parseFormula(formula)
  const material: RecordContent = {
    kind: 'material',
    template: 'ceramic_composition@1',
    name: formula,
    origin: 'specified',
    source,
    values: {
      composition: { type: 'composition', written, basis, fractions },
      crystal_structure: { type: 'terms', terms: ['rock_salt'] },
    },
  }
  const calculation: RecordContent = {
    kind: 'measurement',
    template: 'efa_calculation@1',
    name: `${formula} · EFA`,
    origin: 'computed',
    source,
    state: 'done',
    of: `carbide:${formula}`,
    values: {
      calculation_method: { type: 'text', text: 'DFT, AFLOW-POCC' },
      entropy_forming_ability: { type: 'quantity', ...parseQuantity(row['efa_(eV/atom)^-1']!, '(eV/atom)^-1') },
    },
  }
  return [{ key: `carbide:${formula}`, content: material }, { key: `efa:${formula}`, content: calculation }]
}
