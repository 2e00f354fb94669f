import { withUnit } from '#science/quantities/with-unit.ts'
import type { Text } from '#science/refusal.ts'
import type { Column } from './columns.ts'
import type { Encoder } from './encoding/encoder.ts'
import { normalisedFractions } from './encoding/element-statistics.ts'

/** With fewer rows that lack a structure a model has hardly learned what it means that there is none. */
const ENOUGH_WITHOUT = 10

/** What columns and the terms in them are called. */
export type Words = { column(name: string): Text; term(column: string, term: string): Text }

/**
 * What a prediction of row `at` of `given` rests on no experience for: elements and terms that the model learned
 * nothing of, numbers beyond those of the rows it learned from, and a median put where nothing is given. Empty where the case is made of known parts.
 */
export function remarksOn(
  encoder: Encoder, learned: readonly Column[], given: readonly Column[], at: number, words: Words,
): Text[] {
  return given.flatMap((column) => {
    const rows = learned.find(({ name }) => name === column.name)
    const code = encoder.columns.find(({ name }) => name === column.name)
    const label = words.column(column.name)
    if (column.kind === 'composition' && code?.kind === 'composition') {
      const unseen = [...normalisedFractions(column.values[at] ?? null) ?? []]
        .map(([symbol]) => symbol).filter((symbol) => !code.elements.includes(symbol))
      return unseen.length > 0 ? [unseenElements(label, unseen)] : []
    }
    if (column.kind === 'category' && code?.kind === 'category' && rows?.kind === 'category') {
      const term = column.values[at] ?? null
      if (term === null || code.levels.includes(term)) return []
      return [unlearnedTerm(label, words.term(column.name, term), rows.values.filter((value) => value === term).length)]
    }
    if (column.kind === 'number' && rows?.kind === 'number' && code?.kind === 'number') {
      const value = column.values[at] ?? null
      // Where rows lack the value too, the model has learned what it means that it is not known.
      if (value === null) return code.missing ? [] : [takenAs(label, code.fill, rows.unit)]
      return outside(value, rows, label)
    }
    if (column.kind === 'vector' && rows?.kind === 'vector' && !column.values[at]) {
      const lacking = rows.values.filter((value) => value === null).length
      return lacking < ENOUGH_WITHOUT ? [notDescribed(label, lacking)] : []
    }
    return []
  })
}

function unseenElements(label: Text, symbols: readonly string[]): Text {
  const all = symbols.join(', ')
  return {
    en: `No row that the model learned from holds ${all} (${label.en}): it knows of ${symbols.length === 1 ? 'it' : 'them'} `
      + 'only the element’s properties.',
    ko: `모델이 학습한 행 가운데 ${all}을(를) 포함한 행이 없습니다(${label.ko}). 모델은 이 원소의 물성값만 알고 있습니다.`,
  }
}

function unlearnedTerm(label: Text, term: Text, rows: number): Text {
  if (rows === 0) {
    return {
      en: `No row that the model learned from has “${term.en}” as ${label.en}: it takes it for any rare one.`,
      ko: `모델이 학습한 행 가운데 ${label.ko}이(가) “${term.ko}”인 행이 없습니다. 모델은 이를 드문 경우로만 다룹니다.`,
    }
  }
  return {
    en: `Only ${rows === 1 ? '1 row has' : `${rows} rows have`} “${term.en}” as ${label.en}, too few to learn it apart `
      + 'from other rare ones.',
    ko: `${label.ko}이(가) “${term.ko}”인 행이 ${rows}개뿐이라 다른 드문 경우와 구별하여 학습하지 못했습니다.`,
  }
}

function takenAs(label: Text, fill: number, unit: string | undefined): Text {
  const value = withUnit(figure(fill), unit)
  return {
    en: `${label.en} is not given, and every row that the model learned from has it: ${value}, the median of the rows, is `
      + 'taken, and the interval does not tell of that.',
    ko: `${label.ko} 값이 없습니다. 모델이 학습한 모든 행에는 값이 있으므로 행의 중앙값 ${value}을(를) 사용했으며, 구간에는 이 불확실성이 `
      + '들어 있지 않습니다.',
  }
}

function notDescribed(label: Text, lacking: number): Text {
  const rows = lacking === 0 ? { en: 'every row that the model learned from has it', ko: '모델이 학습한 모든 행에는 값이 있으므로' }
    : { en: `only ${lacking} of the rows that the model learned from lack${lacking === 1 ? 's' : ''} it`, ko: `모델이 학습한 행 가운데 값이 없는 행은 ${lacking}개뿐이므로` }
  return {
    en: `${label.en} is not given, and ${rows.en}: the medians of its numbers are taken, and the interval does not tell of that.`,
    ko: `${label.ko}이(가) 없습니다. ${rows.ko} 각 수치의 중앙값을 사용했으며, 구간에는 이 불확실성이 들어 있지 않습니다.`,
  }
}

function outside(value: number, { values, unit }: Extract<Column, { kind: 'number' }>, label: Text): Text[] {
  const known = values.filter((other) => other !== null)
  if (known.length === 0) return []
  const low = known.reduce((least, other) => Math.min(least, other))
  const high = known.reduce((most, other) => Math.max(most, other))
  if (value >= low && value <= high) return []
  const range = withUnit(`${figure(low)}–${figure(high)}`, unit)
  const given = withUnit(figure(value), unit)
  return [{
    en: `${label.en} ${given} lies outside of what the model learned from (${range}).`,
    ko: `${label.ko} ${given}은(는) 모델이 학습한 범위(${range})를 벗어납니다.`,
  }]
}

function figure(value: number): string {
  return String(Number(value.toPrecision(4)))
}
