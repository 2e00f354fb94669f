import { Refusal } from '#science/refusal.ts'
import { referencedIds } from '#record/lineage/participants.ts'
import type { RecordDraft } from '#stewardship/exchange/record-draft.ts'
import { RecordLineSchema } from '../schemas/record-draft.ts'

/**
 * The drafts of a `records.jsonl`: one JSON object `{key, content}` a line, or `{key, revision, content}`, a record after those it refers to.
 *
 * Refuses `file.not_json`, `file.invalid`, `file.duplicate_key` and `file.unknown_key`, each with its line.
 */
export function parseRecordDraftFile(text: string, file: string): RecordDraft[] {
  const drafts: RecordDraft[] = []
  const lineOfKey = new Map<string, number>()
  for (const [index, written] of text.split('\n').entries()) {
    const line = index + 1
    if (written.trim() === '') continue
    const draft = parseRecordDraftLine(written, file, line)
    const earlier = lineOfKey.get(draft.key)
    if (earlier !== undefined) throw repeatedKey(file, line, draft.key, earlier)
    const unknown = referencedIds(draft.content).find((key) => !lineOfKey.has(key))
    if (unknown !== undefined) throw unknownKey(file, line, unknown)
    lineOfKey.set(draft.key, line)
    drafts.push(draft)
  }
  return drafts
}

/** The draft that one line of such a file states; refuses `file.not_json` and `file.invalid` with the line. */
export function parseRecordDraftLine(written: string, file: string, line: number): RecordDraft {
  let json: unknown
  try {
    json = JSON.parse(written)
  } catch (error) {
    const reason = (error as Error).message
    throw new Refusal(
      'file.not_json',
      {
        en: `${file}, line ${line}: this is not valid JSON (${reason}). Each line must be one whole JSON object.`,
        ko: `${file} ${line}행: JSON 문법 오류입니다(${reason}). 한 행에 온전한 JSON 객체 하나만 두십시오.`,
      },
      { file, line, reason },
    )
  }
  const read = RecordLineSchema.safeParse(json)
  if (read.success) return { ...(read.data as RecordDraft), line }
  const issue = read.error.issues[0]!
  const path = issue.path.join('.') || '(top)'
  throw new Refusal(
    'file.invalid',
    {
      en: `${file}, line ${line}, “${path}”: ${issue.message}. Correct it and try again.`,
      ko: `${file} ${line}행 “${path}”: ${issue.message}. 고친 뒤 다시 시도하십시오.`,
    },
    { file, line, path, message: issue.message },
  )
}

/** A key that an earlier line has already (`earlier` is null where only that is known). */
export function repeatedKey(file: string, line: number, key: string, earlier: number | null): Refusal {
  return new Refusal(
    'file.duplicate_key',
    {
      en: `${file}, line ${line}: the key “${key}” is already that of ${earlier === null ? 'an earlier line' : `line ${earlier}`}. `
        + 'Give each record its own key.',
      ko: `${file} ${line}행: 키 “${key}”은(는) ${earlier === null ? '앞선 행' : `${earlier}행`}에서 이미 쓰였습니다. 기록마다 다른 키를 쓰십시오.`,
    },
    { file, line, key, earlier },
  )
}

/** A key that no line before it has. */
export function unknownKey(file: string, line: number, key: string): Refusal {
  return new Refusal(
    'file.unknown_key',
    {
      en: `${file}, line ${line}: no earlier line has the key “${key}”. Put the record it names on a line before.`,
      ko: `${file} ${line}행: 앞선 행에 키 “${key}”이(가) 없습니다. 그 기록을 더 앞의 행에 두십시오.`,
    },
    { file, line, key },
  )
}
