import { Refusal } from '#science/refusal.ts'
import type { CsvRow } from './csv-row.ts'
import type { Folder } from './folder.ts'
import type { Remark } from './sheet-remarks.ts'

const NAMED = 3
/** The column that holds the whole path. */
export const PATH = 'path'

/**
 * The rows that the names of a folder's files make: those whose path fits `pattern`, header first, in the order of their paths.
 *
 * `curves/{alloy}-{T}C.csv` has the columns alloy, T and path; what stands in braces is as short as it can be and holds no
 * `/`. Refuses `folder.no_match` where no path fits; remarks how many do not, and each that has the bytes of one before it.
 */
export function* fileNameRows(
  folder: Pick<Folder, 'paths' | 'top'> & Partial<Pick<Folder, 'markOf'>>, pattern: string, remark: Remark,
): Generator<CsvRow> {
  const { paths, top } = folder
  const parts = pattern.split(/\{([a-z][a-z0-9_]*)\}/)
  const texts = parts.filter((_, nth) => nth % 2 === 0)
  yield { line: 1, cells: [...parts.filter((_, nth) => nth % 2 === 1), PATH] }
  let line = 1
  const others: string[] = []
  const firstOf = new Map<string, string>()
  for (const path of paths) {
    const found = between(texts, path) ?? (path.startsWith(top) ? between(texts, path.slice(top.length)) : null)
    if (found === null) {
      others.push(path)
      continue
    }
    const mark = folder.markOf?.(path)
    const first = mark === undefined ? undefined : firstOf.get(mark)
    if (first !== undefined) remark(sameBytes(line + 1, path, first))
    else if (mark !== undefined) firstOf.set(mark, path)
    yield { line: ++line, cells: [...found, path] }
  }
  if (line === 1) throw noMatch(pattern, paths)
  if (others.length > 0) remark(doNotFit(pattern, others))
}

/** What stands between texts that follow one another in a path, each piece as short as it can be; null where it does not fit. */
function between([first, ...rest]: readonly string[], path: string): string[] | null {
  if (!path.startsWith(first!)) return null
  const found: string[] = []
  let at = first!.length
  for (const [nth, text] of rest.entries()) {
    const isLast = nth === rest.length - 1
    const end = isLast ? path.length - text.length : path.indexOf(text, at + 1)
    const piece = path.slice(at, end)
    if (end <= at || piece.includes('/') || (isLast && !path.endsWith(text))) return null
    found.push(piece)
    at = end + text.length
  }
  return found
}

function noMatch(pattern: string, paths: readonly string[]): Refusal {
  return new Refusal('folder.no_match', {
    en: `No file of the folder fits “${pattern}”; it has ${paths.length}, as ${paths.slice(0, NAMED).join(', ')}. Is this the folder that the recipe is for?`,
    ko: `폴더에 “${pattern}”에 맞는 파일이 없습니다. 파일은 ${paths.length}개이며 예를 들면 ${paths.slice(0, NAMED).join(', ')}입니다. 레시피에 맞는 폴더인지 확인하십시오.`,
  }, { pattern, files: paths.length })
}

function sameBytes(line: number, path: string, first: string): Parameters<Remark>[0] {
  return {
    severity: 'remark', code: 'folder.same_bytes', line, column: PATH, value: path,
    text: {
      en: `${path} and ${first} hold the same bytes (size and checksum). One measurement cannot be of two samples: find out whose it is.`,
      ko: `${path}와(과) ${first}의 내용이 같습니다(크기와 검사합). 한 측정이 두 시료의 것일 수 없으니 어느 시료의 것인지 확인하십시오.`,
    },
  }
}

function doNotFit(pattern: string, others: readonly string[]): Parameters<Remark>[0] {
  const named = others.slice(0, NAMED).join(', ') + (others.length > NAMED ? ', …' : '')
  return {
    severity: 'remark', code: 'folder.not_fitting', line: null, column: null, value: null,
    text: {
      en: `${others.length === 1 ? 'A file does' : `${others.length} files do`} not fit “${pattern}” and made no row (${named}).`,
      ko: `파일 ${others.length}개는 “${pattern}”에 맞지 않아 행을 만들지 않았습니다(${named}).`,
    },
  }
}
