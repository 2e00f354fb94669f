import { LineCounter, isMap, isNode, isSeq, parseDocument } from 'yaml'
import type { Document } from 'yaml'
import type { z } from 'zod'
import { Refusal } from '#science/refusal.ts'
import { unstorableIn } from '../storable.ts'

/**
 * A YAML file that users write, checked against its schema.
 *
 * `file` is its name as the user knows it. Refuses `file.not_yaml` and `file.invalid` with line, path and what is
 * expected there; of several faults the first is told, and the number of the others.
 */
export function readYaml<S extends z.ZodType>(text: string, file: string, schema: S): z.output<S> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
  const broken = document.errors[0]
  if (broken) {
    const line = lines.linePos(broken.pos[0]).line
    const reason = broken.message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '')
    throw new Refusal(
      'file.not_yaml',
      {
        en: `${file}, line ${line}: this is not valid YAML (${reason}). Correct the line and try again.`,
        ko: `${file} ${line}행: YAML 문법 오류입니다(${reason}). 해당 행을 고친 뒤 다시 시도하십시오.`,
      },
      { file, line, reason },
    )
  }
  const value = plainValue(document, file)
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const issues = read.error.issues.flatMap(innermost)
  const { path, message } = issues[0]!
  const line = lineOf(document, lines, path)
  const where = path.join('.') || '(top)'
  const more = issues.length - 1
  throw new Refusal(
    'file.invalid',
    {
      en: `${file}, line ${line}, “${where}”: ${message}.${more > 0 ? ` There are ${more} more faults.` : ''} Correct `
        + `it and try again.`,
      ko: `${file} ${line}행 “${where}”: ${message}.${more > 0 ? ` 그 밖에 오류 ${more}건이 더 있습니다.` : ''} 고친 뒤 다시 시도하십시오.`,
    },
    { file, line, path: where, message, faults: issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) },
  )
}

/** What the file says, without what no hub could keep. */
function plainValue(document: Document, file: string): unknown {
  let value: unknown
  try {
    value = document.toJS()
  } catch {
    // Anchors that repeat one another: a few lines can mean more than any memory holds.
    throw new Refusal(
      'file.not_yaml',
      {
        en: `${file}: its anchors (&, *) repeat far too much. Write the values out and try again.`,
        ko: `${file}: 앵커(&, *)가 지나치게 반복됩니다. 값을 직접 쓴 뒤 다시 시도하십시오.`,
      },
      { file },
    )
  }
  const where = unstorableIn(value)
  if (where === null) return value
  throw new Refusal(
    'file.invalid',
    {
      en: `${file}, “${where || '(top)'}” holds a character that cannot be kept (NUL, or half of a `
        + 'surrogate pair). Take it out and try again.',
      ko: `${file} “${where || '(top)'}”에 저장할 수 없는 문자(NUL 또는 짝이 없는 서로게이트)가 있습니다. 제거한 뒤 다시 시도하십시오.`,
    },
    { file, path: where },
  )
}

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string }

/** A union reports one list of issues for each of its forms; the form that came closest is the one that was meant. */
function innermost(issue: z.core.$ZodIssue): Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ path: issue.path, message: issue.message }]
  const forms = issue.errors.map((form) => form.flatMap(innermost))
  const closest = forms.reduce((best, form) => (form.length < best.length ? form : best))
  return closest.map(({ path, message }) => ({ path: [...issue.path, ...path], message }))
}

function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents
  let line = 1
  for (const step of path) {
    const child = isMap(node) || isSeq(node) ? node.get(step, true) : undefined
    if (!isNode(child)) break
    node = child
    if (child.range) line = lines.linePos(child.range[0]).line
  }
  return line
}
