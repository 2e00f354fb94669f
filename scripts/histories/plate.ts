import type { RecordDraft } from '#stewardship/exchange/record-draft.ts'
import { database, material, measurement, printed, process, terms, text } from './draft.ts'

/** The files' letters for a direction, and the vocabulary's. */
export const DIRECTIONS = { RD: 'L', LT: 'LT', ST: 'ST' } as const
export const LABORATORIES = ['CA', 'NM'] as const
export type Bar = {
  readonly direction: keyof typeof DIRECTIONS; readonly laboratory: string; readonly row: number
  readonly cells: readonly string[]
}

const SOURCE = database('MatCal 6061-T6 tension data', 'https://github.com/sandialabs/matcal')
const UNITS = 'The file names no units; its script takes Young’s modulus as 10e3, so these are ksi. · '
  + '파일에 단위가 없음. 스크립트가 영률을 10e3으로 두므로 ksi로 읽음.'

/** One plate, 26 representative bars cut from it in three directions, one tension test each. */
export function plate(bars: readonly Bar[]): RecordDraft[] {
  const common = { source: SOURCE, origin: 'specified' } as const
  const keyOf = ({ direction, laboratory, row }: Bar) => `bar:${direction}:${laboratory}:${row}`
  const nameOf = ({ direction, laboratory, row }: Bar) => `Bar ${DIRECTIONS[direction]} ${laboratory} ${row}`
  return [
    material(
      'plate', { ...common, template: 'wrought_plate@1', name: '6061-T6 plate' },
      { designation: text('6061'), temper: text('T6') },
    ),
    ...bars.map((bar) => material(
      keyOf(bar), { ...common, template: 'test_bar@2', name: nameOf(bar) },
      { specimen_direction: terms(DIRECTIONS[bar.direction]) },
    )),
    process(
      'cutting', { ...common, template: 'specimen_cutting@1', name: 'Cutting of tensile bars' },
      [{ material: 'plate' }],
      bars.map((bar) => ({ material: keyOf(bar), representative: true })),
    ),
    ...bars.map((bar) => {
      const [yielding, strain, ultimate] = bar.cells as [string, string, string]
      return measurement(
        `tension:${keyOf(bar)}`, keyOf(bar),
        { source: SOURCE, origin: 'measured', template: 'tension_test@2', name: `${nameOf(bar)} · tension`, note: UNITS },
        {
          test_type: terms('tension'),
          test_temperature: { type: 'quantity', value: 533.07, unit: '°R', written: '533.07' },
          yield_strength: printed(yielding, 'ksi'),
          ultimate_strength: printed(ultimate, 'ksi'),
          elongation: printed(strain, '1'),
        },
      )
    }),
  ]
}
