import type { Source } from '#record/records/record.ts'
import type { Finding } from './finding.ts'
import type { Recipe } from './recipe.ts'
import type { ReadRow, RowReader } from './row-reader.ts'

/** Where everything of the file comes from: the published file, or own work where the recipe names none. */
export function fileSource(recipe: Recipe): Source {
  if (!recipe.source) return { kind: 'own' }
  const { name, url, doi } = recipe.source
  return { kind: 'database', name, url, ...(doi !== undefined && { identifier: doi }) }
}

/**
 * The publication that a row names, else the file's own source.
 *
 * A row without a DOI, or with a text that is none, is remarked or refused in `findings`; its records then say that
 * they come from the file, never from a guessed article.
 */
export function rowSource(recipe: Recipe, reader: RowReader, row: ReadRow, findings: Finding[]): Source {
  const { literature } = recipe
  if (!literature) return fileSource(recipe)
  const written = textOf(row, literature.doi)
  if (written === null) {
    findings.push(noDoi(row.line, reader.headerOf(literature.doi)))
    return fileSource(recipe)
  }
  const doi = plainDoi(written)
  if (!/^10\.\d{4,9}\/\S+$/.test(doi)) {
    findings.push(notADoi(row.line, reader.headerOf(literature.doi), written))
    return fileSource(recipe)
  }
  const title = literature.title === undefined ? null : textOf(row, literature.title)
  const year = literature.year === undefined ? null : yearOf(row, reader, literature.year, findings)
  return { kind: 'literature', doi, ...(title !== null && { title }), ...(year !== null && { year }) }
}

/** A DOI without resolver or prefix, in lower case: DOI names do not depend on letter case (DOI Handbook, 2.4). */
export function plainDoi(written: string): string {
  return written.trim().replace(/^(https?:\/\/(dx\.)?doi\.org\/|doi:\s*)/i, '').toLowerCase()
}

function textOf(row: ReadRow, column: string): string | null {
  const cell = row.cells.get(column)
  return cell === undefined || cell.state === 'missing' ? null : cell.text
}

function yearOf(row: ReadRow, reader: RowReader, column: string, findings: Finding[]): number | null {
  const written = textOf(row, column)
  if (written === null) return null
  // Sheets often keep a year as 2014.0.
  if (/^(1[89]|20)\d\d(\.0+)?$/.test(written)) return Number(written)
  findings.push({
    severity: 'refused',
    code: 'source.year',
    line: row.line,
    column: reader.headerOf(column),
    value: written,
    text: {
      en: `“${written}” is not a year from 1800 to 2099; the records were made without it. Correct the cell.`,
      ko: `“${written}”은(는) 1800~2099년의 연도가 아니어서 제외했습니다. 칸을 고치십시오.`,
    },
  })
  return null
}

function noDoi(line: number, column: string): Finding {
  return {
    severity: 'remark',
    code: 'source.no_doi',
    line,
    column,
    value: null,
    text: {
      en: 'The row names no DOI; the source of its records is the file itself. Add the DOI if there is one.',
      ko: 'DOI가 없어 파일 자체를 출처로 기록했습니다. DOI가 있으면 추가하십시오.',
    },
  }
}

function notADoi(line: number, column: string, value: string): Finding {
  return {
    severity: 'refused',
    code: 'source.not_a_doi',
    line,
    column,
    value,
    text: {
      en: `“${value}” is not a DOI (10.NNNN/…); the source of the row's records is the file itself. Correct the cell.`,
      ko: `“${value}”은(는) DOI(10.NNNN/…)가 아니어서 파일 자체를 출처로 기록했습니다. 칸을 고치십시오.`,
    },
  }
}
