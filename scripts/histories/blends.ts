import type { Source } from '#record/records/record.ts'
import type { RecordDraft } from '#stewardship/exchange/record-draft.ts'
import { material, measurement, printed, process, terms, text } from './draft.ts'

const COMPONENTS = [
  { name: 'PCE10', template: 'polymer@1', role: 'donor', says: 'PTB7-Th' },
  { name: 'P3HT', template: 'polymer@1', role: 'donor', says: 'poly(3-hexylthiophene)' },
  { name: 'PCBM', template: 'substance@1', role: 'acceptor' },
  { name: 'oIDTBR', template: 'substance@1', role: 'acceptor' },
] as const
/** Every so manieth row of 1,040. */
const EVERY = 35
/** The one ratio that the set holds three times: replicates. */
const REPLICATES = [476, 477, 478]
const SOURCE: Source = {
  kind: 'literature',
  doi: '10.1002/adma.201907801',
  title: 'Beyond Ternary OPV: High-Throughput Experimentation and Self-Driving Laboratories Optimize Multicomponent Systems',
  year: 2020,
}
const common = { source: SOURCE, origin: 'specified' } as const

/** Four components, of which three were also tested alone, and 32 blends of two to four of them. */
export function blends(rows: readonly (readonly string[])[]): RecordDraft[] {
  const drafts: RecordDraft[] = COMPONENTS.map(({ name, template, ...more }) => material(
    `component:${name}`, { ...common, template, name }, 'says' in more ? { chemical_name: text(more.says) } : {},
  ))
  rows.forEach((cells, index) => {
    const row = index + 1
    const parts = COMPONENTS
      .map((component, column) => ({ ...component, cell: cells[column]! }))
      .filter(({ cell }) => Number(cell) > 0)
    const loss = cells[COMPONENTS.length]!
    if (parts.length === 1) drafts.push(testOf(row, `component:${parts[0]!.name}`, parts[0]!.name, loss))
    else if (row % EVERY === 0 || REPLICATES.includes(row)) drafts.push(...blend(row, parts, loss))
  })
  return drafts
}

type Part = (typeof COMPONENTS)[number] & { readonly cell: string }

function blend(row: number, parts: readonly Part[], loss: string): RecordDraft[] {
  const name = `Blend ${row}: ${parts.map((part) => `${part.name} ${part.cell}`).join(', ')}`
  return [
    material(`blend:${row}`, { ...common, template: 'blend@1', name }, { form: terms('film') }),
    process(
      `blending:${row}`, { ...common, template: 'blending@1', name: `Blending ${row}` },
      parts.map((part) => ({
        material: `component:${part.name}`, role: part.role,
        amount: { type: 'quantity', value: Number(part.cell), unit: '1', written: part.cell },
      })),
      [{ material: `blend:${row}` }],
    ),
    testOf(row, `blend:${row}`, `Blend ${row}`, loss),
  ]
}

function testOf(row: number, of: string, name: string, loss: string): RecordDraft {
  return measurement(
    `photodegradation:${row}`, of,
    { source: SOURCE, origin: 'measured', template: 'photodegradation_test@1', name: `${name} · photodegradation` },
    { photodegradation: { ...printed(loss, '1'), written: loss } },
  )
}
