import { Refusal } from '#science/refusal.ts'
import { RecordIdSchema } from '#contract/schemas/record.ts'

/** Whether a reference can be the id of a record; what cannot is the key of a draft. */
export function isRecordId(reference: string): boolean {
  return RecordIdSchema.safeParse(reference).success
}

/** Refuses a key that an earlier draft has, or that could be taken for the id of a record. */
export function requireOwnKey(key: string, taken: { has(key: string): boolean }): void {
  if (isRecordId(key)) {
    throw new Refusal(
      'draft.key_is_id',
      {
        en: `The key “${key}” has the form of a record's id; call the draft by another word.`,
        ko: `키 “${key}”이(가) 기록 ID의 형식입니다. 다른 이름을 쓰십시오.`,
      },
      { key },
    )
  }
  if (!taken.has(key)) return
  throw new Refusal(
    'draft.duplicate_key',
    {
      en: `Two drafts have the key “${key}”; give each its own.`,
      ko: `키 “${key}”을(를) 가진 초안이 둘입니다. 초안마다 다른 키를 쓰십시오.`,
    },
    { key },
  )
}

/** A reference that is neither a material of the hub nor the key of an earlier draft of one. */
export function unknownReference(reference: string): Refusal {
  return new Refusal(
    'lineage.not_a_material',
    {
      en: `“${reference}” is neither a material of this hub nor an earlier material of this list; choose one.`,
      ko: `“${reference}”은(는) 이 허브의 소재도, 앞에 나온 소재 초안도 아닙니다. 소재를 고르십시오.`,
    },
    { id: reference },
  )
}
