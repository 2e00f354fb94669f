import type { Text } from '#science/refusal.ts'
import type { GroupKey } from '#discovery/learning/columns.ts'
import { connectedComponents } from '#science/numerics/connected-components.ts'
import type { BuiltColumn, BuiltRow } from '#record/tables/build-table.ts'

/** With fewer separate groups than this, or one that holds more than half of all rows, folds could not be made. */
const MIN_GROUPS = 10

/** What rows share of their lineage: keys for folds, what each is called, and what could not be kept apart. */
export type LineageKeys = { readonly keys: readonly GroupKey[]; readonly labels: ReadonlyMap<string, Text>; readonly notes: readonly Text[] }

/**
 * The keys by which rows of one lineage know each other: those that read a cell from the same record.
 *
 * Two tests of one specimen, two specimens of one melt, two cells with cathodes of one slurry: what a model learned of one
 * gives the other away. Records that fewest rows share come first; a record that nearly all share (one lot of powder for a
 * whole campaign) is left out where it would leave too few separate groups beside `others`, and a note says so.
 */
export function lineageKeys(
  columns: readonly BuiltColumn[], rows: readonly BuiltRow[], others: readonly GroupKey[],
): LineageKeys {
  const found = new Map<string, { key: GroupKey; label: Text; distinct: number }>()
  columns.forEach(({ path, name, label }, index) => {
    if (path.from === 'own' || path.from === 'source') return
    const values = rows.map(({ cells }) => cells[index]?.record ?? null)
    const distinct = new Set(values.filter((value) => value !== null)).size
    const shared = values.filter((value) => value !== null).length > distinct
    const same = JSON.stringify(values)
    // Columns of one record make one key, called by the first of them.
    if (shared && !found.has(same)) found.set(same, { key: { name: `lineage of ${name}`, values }, label, distinct })
  })
  const kept: GroupKey[] = []
  const labels = new Map<string, Text>()
  const notes: Text[] = []
  for (const { key, label, distinct } of [...found.values()].sort((a, b) => b.distinct - a.distinct)) {
    if (canBeFolded(rows.length, [...others, ...kept, key])) {
      kept.push(key)
      labels.set(key.name, { en: `the record behind ${label.en}`, ko: `${label.ko}이(가) 적힌 기록` })
    } else notes.push(tooWide(label, distinct))
  }
  return { keys: kept, labels, notes }
}

function canBeFolded(n: number, keys: readonly GroupKey[]): boolean {
  const sizes = new Map<number, number>()
  for (const root of connectedComponents(n, keys)) sizes.set(root, (sizes.get(root) ?? 0) + 1)
  return sizes.size >= MIN_GROUPS && Math.max(...sizes.values()) <= n / 2
}

function tooWide(label: Text, distinct: number): Text {
  return {
    en: `Rows of the same record behind “${label.en}” (${distinct} of them) stand on both sides of a fold: kept together they would leave too `
      + 'few separate groups. Expect larger errors for a new one.',
    ko: `“${label.ko}”이(가) 적힌 기록(${distinct}건)이 같은 행은 학습과 검증 양쪽에 있습니다. 함께 두면 분리된 그룹이 너무 적어지기 때문입니다. `
      + '새로운 기록에서는 오차가 더 클 수 있습니다.',
  }
}
