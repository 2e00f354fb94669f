import type { Participation, RecordContent, Source } from '#record/records/record.ts'
import type { QuantityValue, Value, Values } from '#record/records/value.ts'
import type { RecordDraft } from '#stewardship/exchange/record-draft.ts'

type Common = Pick<RecordContent, 'template' | 'name' | 'origin' | 'source'> & { readonly note?: string }

export const material = (key: string, common: Common, values: Values = {}): RecordDraft => (
  { key, content: { kind: 'material', ...common, values } }
)

export const measurement = (key: string, of: string, common: Common, values: Values): RecordDraft => (
  { key, content: { kind: 'measurement', ...common, state: 'done', of, values } }
)

export const process = (
  key: string, common: Common, inputs: readonly Participation[], outputs: readonly Participation[], values: Values = {},
): RecordDraft => ({ key, content: { kind: 'process', ...common, state: 'done', planned: {}, values, inputs, outputs } })

export const terms = (...named: string[]): Value => ({ type: 'terms', terms: named })
export const text = (said: string): Value => ({ type: 'text', text: said })

/**
 * A number of a file that a program printed with all its binary digits: none of them is somebody's word, so `written`
 * is left out and six figures are shown.
 */
export const printed = (cell: string, unit: string): QuantityValue => ({ type: 'quantity', value: Number(cell), unit })

export const database = (name: string, url: string): Source => ({ kind: 'database', name, url })
