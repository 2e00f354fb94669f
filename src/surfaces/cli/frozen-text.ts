import { formatBytes } from '#science/quantities/format-bytes.ts'
import type { Language } from '#science/refusal.ts'
import type { AnswerOf } from '#contract/operation.ts'
import type { getFrozenTable } from '#contract/operations/table.ts'
import { count } from './number-text.ts'
import { labelled } from './text-table.ts'

/** A frozen table with its files, and how to fetch them. */
export function frozenText(frozen: AnswerOf<typeof getFrozenTable>, language: Language): string {
  const words = {
    en: { frozen: 'Frozen table', of: 'version', rows: 'Rows × columns', fetch: 'Fetch it', look: 'Look at it' },
    ko: { frozen: '동결된 표', of: '판', rows: '행 × 열', fetch: '내려받기', look: '보기' },
  }[language]
  const { name, n, version, rows, columns, parquet, manifest } = frozen
  const size = (file: typeof parquet) => (file ? `${formatBytes(file.size, language)}, SHA-256 ${file.sha256}` : '')
  return labelled([
    [words.frozen, `${name} ${n} (${words.of} ${version})`],
    [words.rows, `${count(rows ?? 0, language)} × ${count(columns ?? 0, language)}`],
    ['Parquet', size(parquet)],
    ['Manifest', size(manifest)],
    [words.fetch, `sojae file get ${parquet?.sha256 ?? ''} -o ${name}-frozen-${n}.parquet`],
    [words.look, `sojae table rows ${name} --frozen ${n}`],
  ])
}
