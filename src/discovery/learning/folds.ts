import { connectedComponents } from '#science/numerics/connected-components.ts'
import { createRandom } from '#science/numerics/random.ts'
import { Refusal } from '#science/refusal.ts'
import type { GroupKey } from './columns.ts'

/** One split: the rows learned from and the rows held out, both ascending. */
export type Fold = { readonly name: string; readonly train: Uint32Array; readonly test: Uint32Array }

/**
 * Splits n rows into k folds at random, so that sizes differ by one at most and every row is held out once.
 *
 * Refuses k < 2 and k > n (`learning.too_many_folds`).
 */
export function randomFolds(n: number, k: number, seed: number): Fold[] {
  requireFolds(k, n, 'rows')
  const foldOfRow = new Uint32Array(n)
  createRandom(seed).permutation(n).forEach((row, position) => { foldOfRow[row] = position % k })
  return foldsFrom(foldOfRow, Array.from({ length: k }, (_, fold) => String(fold + 1)))
}

/** Makes one fold per distinct name, in the order of the names; refuses fewer than two names. */
export function givenFolds(names: readonly string[]): Fold[] {
  const distinct = [...new Set(names)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  if (distinct.length < 2) {
    throw new Refusal('learning.too_few_folds', {
      en: `The fold column holds only "${distinct[0] ?? ''}"; give at least two folds.`,
      ko: `폴드 열의 값이 "${distinct[0] ?? ''}" 하나뿐입니다. 폴드를 두 개 이상 지정하십시오.`,
    }, { folds: distinct })
  }
  return foldsFrom(Uint32Array.from(names, (name) => distinct.indexOf(name)), distinct)
}

/**
 * Splits n rows into k folds so that rows which share any key, directly or through other rows, stay together.
 *
 * The connected components are placed largest first, ties in random order, each into the fold that holds fewest rows.
 * Refuses when there are fewer components than folds (`learning.too_few_groups`).
 */
export function groupedFolds(n: number, groups: readonly GroupKey[], k: number, seed: number): Fold[] {
  const component = connectedComponents(n, groups)
  const members = new Map<number, number[]>()
  component.forEach((root, row) => {
    const rows = members.get(root)
    if (rows) rows.push(row)
    else members.set(root, [row])
  })
  if (members.size < k) {
    const keys = groups.map((group) => group.name).join(', ')
    throw new Refusal('learning.too_few_groups', {
      en: `Rows that share ${keys} form ${members.size === 1 ? '1 group' : `${members.size} separate groups`}, fewer than ${k} folds. `
        + 'Ask for fewer folds or group by fewer keys.',
      ko: `${keys} 값을 공유하는 행을 묶으면 그룹이 ${members.size}개로 폴드 수 ${k}보다 적습니다. 폴드 수를 줄이거나 `
        + '그룹 기준을 줄이십시오.',
    }, { groups: members.size, folds: k, keys: groups.map((group) => group.name) })
  }
  requireFolds(k, n, 'rows')
  const lists = [...members.values()]
  const order = [...createRandom(seed).permutation(lists.length)]
    .sort((a, b) => lists[b]!.length - lists[a]!.length)
  const sizes = Array.from({ length: k }, () => 0)
  const foldOfRow = new Uint32Array(n)
  for (const index of order) {
    const smallest = sizes.indexOf(Math.min(...sizes))
    for (const row of lists[index]!) foldOfRow[row] = smallest
    sizes[smallest]! += lists[index]!.length
  }
  return foldsFrom(foldOfRow, Array.from({ length: k }, (_, fold) => String(fold + 1)))
}

function foldsFrom(foldOfRow: Uint32Array, names: readonly string[]): Fold[] {
  const rows = Uint32Array.from(foldOfRow, (_, row) => row)
  return names.map((name, fold) => ({
    name,
    train: rows.filter((row) => foldOfRow[row] !== fold),
    test: rows.filter((row) => foldOfRow[row] === fold),
  }))
}

function requireFolds(k: number, n: number, what: string) {
  if (Number.isInteger(k) && k >= 2 && k <= n) return
  throw new Refusal('learning.too_many_folds', {
    en: `${k} folds cannot be made of ${n} ${what}; ask for 2 to ${n}.`,
    ko: `행 ${n}개로 폴드 ${k}개를 만들 수 없습니다. 2에서 ${n} 사이로 지정하십시오.`,
  }, { folds: k, n })
}
