import type { z } from 'zod'
import { getRecord } from '#contract/operations/record.ts'
import type { AnswerOf } from '#contract/operation.ts'
import type { ValueSchema } from '#contract/schemas/record.ts'
import { formatBytes } from '#science/quantities/format-bytes.ts'
import { Refusal } from '#science/refusal.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { hashLocal } from '../hash-local.ts'
import type { verifyOptions } from './file.ts'

type NamedFile = { readonly field: string; readonly value: Extract<z.infer<typeof ValueSchema>, { sha256: string }> }

/** Says which file of a record a local copy is, byte for byte; refuses `file.not_of_record` where it is none of them. */
export async function run({ argument, options: { record: id }, language }: Asked<typeof verifyOptions>): Promise<Outcome> {
  const record = await (await connect(language)).call(getRecord, { params: { id } })
  const named = filesOf(record.content)
  const { sha256, size, name } = await hashLocal(argument, language)
  const found = named.find(({ value }) => value.sha256 === sha256)
  if (!found) throw notOfRecord({ name, size, sha256 }, record.content.name, named)
  return {
    json: { same: true, sha256, size, record: record.id, revision: record.revision, field: found.field, name: found.value.name },
    text: () => ({
      en: `The same, byte for byte: ${found.value.name} (${found.field}) of “${record.content.name}”, revision ${record.revision}. SHA-256 ${sha256}`,
      ko: `한 바이트도 다르지 않습니다: “${record.content.name}” 개정 ${record.revision}의 ${found.value.name}(${found.field}). SHA-256 ${sha256}`,
    })[language],
  }
}

function filesOf(content: AnswerOf<typeof getRecord>['content']): readonly NamedFile[] {
  const values = [...Object.entries(content.kind === 'process' ? content.planned : {}), ...Object.entries(content.values)]
  return values.flatMap(([field, value]) => ('sha256' in value ? [{ field, value }] : []))
}

function notOfRecord(copy: { name: string; size: number; sha256: string }, record: string, named: readonly NamedFile[]): Refusal {
  const listed = named.map(({ field, value }) => `${value.name} (${field}, ${value.size === undefined ? '–' : `${value.size} B`}, ${value.sha256})`).join('; ')
  const size = (language: 'en' | 'ko') => formatBytes(copy.size, language)
  return new Refusal('file.not_of_record', {
    en: `${copy.name} is no file of “${record}”: it has ${copy.size} B (${size('en')}) and SHA-256 ${copy.sha256}. The record names ${listed || 'no file'}.`,
    ko: `${copy.name}은(는) “${record}”의 파일이 아닙니다. 크기 ${copy.size} B(${size('ko')}), SHA-256 ${copy.sha256}. 기록에 있는 파일: ${listed || '없음'}.`,
  }, { ...copy, files: named.map(({ field, value: { name, size: bytes, sha256 } }) => ({ field, name, size: bytes, sha256 })) })
}
