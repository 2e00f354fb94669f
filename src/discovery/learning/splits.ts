import { Refusal } from '#science/refusal.ts'
import { connectedComponents } from '#science/numerics/connected-components.ts'
import type { Text } from '#science/refusal.ts'
import type { Column, GroupKey, LearningTable } from './columns.ts'
import { normalisedFractions } from './encoding/element-statistics.ts'
import { givenFolds, groupedFolds, randomFolds } from './folds.ts'
import type { Fold } from './folds.ts'
import { sameInputs } from './replicates.ts'

/** Folds with what they keep apart: the names of the keys, and how many separate groups of rows these make (null: none). */
export type Split = { readonly folds: readonly Fold[]; readonly groupedBy: readonly string[]; readonly groups: number | null }

/**
 * The folds that tell the error for what a model is asked of.
 *
 * The table's own folds where somebody fixed them; where it has times, forward in time; else k folds that never part rows
 * which share a key, directly or through other rows. `keys` are the table's (`keysOf`), for whoever has them already.
 * Refuses what the folds refuse, such as fewer separate groups than k.
 */
export function splitOf(table: LearningTable, k: number, seed: number, keys: readonly GroupKey[] = keysOf(table)): Split {
  if (table.folds) return { folds: givenFolds(table.folds), groupedBy: [], groups: null }
  if (table.times) {
    const folds = forwardFolds(table.times, k)
    if (folds.length === 0) throw tooFewTimes(table.times)
    return { folds, groupedBy: [], groups: null }
  }
  const groups = separateGroups(table.n, keys)
  if (groups === null) return { folds: randomFolds(table.n, k, seed), groupedBy: [], groups }
  return { folds: groupedFolds(table.n, keys, k, seed), groupedBy: table.groups?.map(({ name }) => name) ?? [], groups }
}

/** How many groups of n rows share no key with each other; null where there are no keys. */
export function separateGroups(n: number, keys: readonly GroupKey[]): number | null {
  return keys.length === 0 ? null : new Set(connectedComponents(n, keys)).size
}

/** What ties rows together: the table's group keys, and that their inputs are all the same. */
export function keysOf({ inputs, n, groups = [] }: Pick<LearningTable, 'inputs' | 'n' | 'groups'>): GroupKey[] {
  const repeated = sameInputs(inputs, n)
  return repeated ? [...groups, repeated] : [...groups]
}

/** From fewer earlier rows than this nothing is foretold. */
const LEAST_PAST = 8

/**
 * Folds forward in time: rows in order of time are cut into k + 1 parts of nearly equal size, and each but the first is foretold
 * from all parts before it, as a model is asked of what comes next. Rows of the same time stay together; rows without a
 * time are never held out and never learned from.
 */
export function forwardFolds(times: readonly (number | null)[], k: number): Fold[] {
  const order = Uint32Array.from(times.keys()).filter((row) => times[row] !== null)
    .sort((a, b) => times[a]! - times[b]! || a - b)
  const cuts = Array.from({ length: k }, (_, part) => times[order[Math.floor(((part + 1) * order.length) / (k + 1))]!]!)
  return [...new Set(cuts)].flatMap((from, index, all): Fold[] => {
    const to = all[index + 1] ?? Infinity
    const train = order.filter((row) => times[row]! < from).sort()
    const test = order.filter((row) => times[row]! >= from && times[row]! < to).sort()
    return train.length >= LEAST_PAST && test.length > 0 ? [{ name: String(index + 1), train, test }] : []
  })
}

function tooFewTimes(times: readonly (number | null)[]): Refusal {
  const known = times.filter((time) => time !== null)
  return new Refusal('learning.too_few_times', {
    en: `${known.length} rows have a time, ${new Set(known).size} different ones: no row has ${LEAST_PAST} earlier ones to be foretold from. `
      + 'Split by groups or at random.',
    ko: `시간이 있는 행은 ${known.length}개, 서로 다른 시간은 ${new Set(known).size}개입니다. 예측에 쓸 이전 행이 ${LEAST_PAST}개 이상인 행이 없습니다. `
      + '그룹별 또는 무작위로 나누십시오.',
  }, { rows: known.length, times: new Set(known).size, needed: LEAST_PAST })
}

/** A key that rows share whose compositions hold the same elements, whatever their amounts: a family of materials. */
export function familyKey({ name, values }: Extract<Column, { kind: 'composition' }>): GroupKey {
  return {
    name: `elements of ${name}`,
    values: values.map((value) => normalisedFractions(value)?.map(([symbol]) => symbol).sort().join('-') ?? null),
  }
}

/** What a random split of the same rows would have made of the error, if it would have flattered by more than a tenth. */
export function flatteryNote(random: number, grouped: number, groupedBy: readonly string[], unit: string | null): Text[] {
  if (!(random < 0.9 * grouped)) return []
  const figure = (value: number) => `${Number(value.toPrecision(3))}${unit ? ` ${unit}` : ''}`
  const keys = groupedBy.map((name) => `"${name}"`).join(', ')
  return [{
    en: `A random split would flatter: extra trees err by ${figure(random)} when rows of the same ${keys} stand on both sides, and by `
      + `${figure(grouped)} when they do not. New ones are like the latter.`,
    ko: `무작위 분할은 오차를 작게 보이게 합니다. ${keys} 값이 같은 행이 양쪽에 있으면 extra trees의 오차가 ${figure(random)}이지만, `
      + `나누지 않으면 ${figure(grouped)}입니다. 새로운 소재의 오차는 후자에 가깝습니다.`,
  }]
}
