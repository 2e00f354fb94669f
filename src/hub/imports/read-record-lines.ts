import { Refusal } from '#science/refusal.ts'
import { parseRecordDraftLine } from '#contract/files/record-draft-file.ts'
import { admitContent } from '#record/templates/admit-content.ts'
import type { Template } from '#record/templates/template.ts'
import { decodeUtf8 } from '#stewardship/exchange/decode-utf8.ts'
import type { RecordDraft } from '#stewardship/exchange/record-draft.ts'
import { keepValues } from '../values/keep-values.ts'
import type { Keeping } from '../values/keeping.ts'
import { templateNamed } from '../records/templates-of.ts'

/**
 * The records of a file of JSON lines, each checked against its template, one at a time.
 *
 * Refuses the file at its first line that is not UTF-8 (`csv.encoding`), is no record (`file.not_json`, `file.invalid`),
 * names a template that is not there (`template.unknown_version`) or says what its template does not allow (the codes of
 * `keepValues` and `admitContent`).
 */
export async function* readRecordLines(
  content: AsyncIterable<Uint8Array>, file: string, templates: ReadonlyMap<string, Template>, onLine: (line: number) => void,
  keeping: Keeping,
): AsyncGenerator<RecordDraft> {
  let line = 0
  for await (const written of linesOf(decodeUtf8(content))) {
    line++
    onLine(line)
    if (written.trim() === '') continue
    const draft = parseRecordDraftLine(written, file, line)
    yield await checkedDraft(draft, file, line, templates, keeping)
  }
}

async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()!
    yield* lines
  }
  if (rest !== '') yield rest
}

async function checkedDraft(
  draft: RecordDraft, file: string, line: number, templates: ReadonlyMap<string, Template>, keeping: Keeping,
): Promise<RecordDraft> {
  const at = ({ code, text, details }: Pick<Refusal, 'code' | 'text' | 'details'>) => new Refusal(
    code, { en: `${file}, line ${line}: ${text.en}`, ko: `${file} ${line}행: ${text.ko}` }, { ...details, file, line },
  )
  try {
    const template = templateNamed(templates, draft.content.template)
    const { content, problems: [problem] } = admitContent(await keepValues(keeping, draft.content, template), template)
    if (!problem) return { ...draft, content }
    throw new Refusal(problem.code, problem.text, problem.details)
  } catch (error) {
    throw error instanceof Refusal ? at(error) : error
  }
}
