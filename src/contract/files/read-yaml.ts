import { LineCounter, isMap, isNode, isSeq, parseDocument } from 'yaml'
import type { Document } from 'yaml'
import type { z } from 'zod'
import { Refusal } from '#science/refusal.ts'
import { unstorableIn } from '../storable.ts'
import { readValue } from './schema-faults.ts'
import type { SchemaFault } from './schema-faults.ts'
import { yamlReason } from './yaml-reason.ts'

/** What a YAML file says, or every fault of it against its schema; `lineOf` finds a path of it again. */
export type YamlRead<T> = { readonly lineOf: (path: readonly PropertyKey[]) => number } & (
  { readonly data: T } | { readonly faults: readonly SchemaFault[] }
)

/**
 * A YAML file that users write, checked against its schema.
 *
 * `file` is its name as the user knows it. Refuses `file.not_yaml` and `file.invalid` with line, path and what is
 * expected there; of several faults the first is told, and the number of the others.
 */
export function readYaml<S extends z.ZodType>(text: string, file: string, schema: S): z.output<S> {
  const read = readYamlFaults(text, file, schema)
  if ('data' in read) return read.data
  throw invalid(file, read.faults, read.lineOf)
}

/** As {@link readYaml}, but with all faults against the schema; refuses only what is no YAML, or cannot be kept. */
export function readYamlFaults<S extends z.ZodType>(text: string, file: string, schema: S): YamlRead<z.output<S>> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
  const broken = document.errors[0]
  if (broken) {
    const line = lines.linePos(broken.pos[0]).line
    const reason = yamlReason(broken)
    throw new Refusal(
      'file.not_yaml',
      {
        en: `${file}, line ${line}: this is not valid YAML (${reason.en}). Correct the line and try again.`,
        ko: `${file} ${line}행: YAML 문법 오류입니다(${reason.ko}). 해당 행을 고친 뒤 다시 시도하십시오.`,
      },
      { file, line, reason: reason.en },
    )
  }
  return {
    ...readValue(plainValue(document, file), schema),
    lineOf: (path) => lineOf(document, lines, path),
  }
}

function invalid(file: string, faults: readonly SchemaFault[], lineAt: (path: readonly PropertyKey[]) => number): Refusal {
  const { path, text } = faults[0]!
  const line = lineAt(path)
  const where = path.join('.') || '(top)'
  const more = faults.length - 1
  return new Refusal(
    'file.invalid',
    {
      en: `${file}, line ${line}, “${where}”: ${text.en}.${more > 0 ? ` There are ${more} more faults.` : ''} Correct `
        + `it and try again.`,
      ko: `${file} ${line}행 “${where}”: ${text.ko}.${more > 0 ? ` 그 밖에 오류 ${more}건이 더 있습니다.` : ''} 고친 뒤 다시 시도하십시오.`,
    },
    {
      file, line, path: where, message: text.en,
      faults: faults.map((fault) => `${fault.path.join('.')}: ${fault.text.en}`),
    },
  )
}

/** What the file says, without what no hub could keep. */
function plainValue(document: Document, file: string): unknown {
  let value: unknown
  try {
    value = document.toJS()
  } catch (error) {
    const { message } = error as Error
    if (message.startsWith('Unresolved alias')) throw noAnchor(file, message.split(': ').at(-1)!)
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

function noAnchor(file: string, alias: string): Refusal {
  return new Refusal(
    'file.not_yaml',
    {
      en: `${file}: *${alias} names an anchor (&${alias}) that no line before has. Put text with * in quotation marks.`,
      ko: `${file}: *${alias}이(가) 가리키는 앵커(&${alias})가 앞에 없습니다. *가 든 글은 따옴표로 묶으십시오.`,
    },
    { file, alias },
  )
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
