import { Refusal } from '#science/refusal.ts'

/** The server of a bucket does not answer, or not soundly, after several tries. */
export function bucketAway(name: string, reason: string): Refusal {
  return new Refusal('files.bucket_away', {
    en: `The store of files ${name} does not answer (${reason}). Nothing was changed; try again when its server is back.`,
    ko: `파일 저장소 ${name}이(가) 응답하지 않습니다(${reason}). 변경된 것은 없습니다. 서버가 복구된 뒤 다시 시도하십시오.`,
  }, { bucket: name, cause: reason })
}

/** The server of a bucket answers and does not do what is asked. */
export function bucketRefused(name: string, code: string, message: string): Refusal {
  const said = [code, message.trim()].filter(Boolean).join(': ')
  return new Refusal('files.bucket_refused', {
    en: `The store of files ${name} refuses (${said}). Check SOJAE_FILES, AWS_ENDPOINT_URL, AWS_REGION and the keys, and what they allow.`,
    ko: `파일 저장소 ${name}이(가) 거부했습니다(${said}). SOJAE_FILES, AWS_ENDPOINT_URL, AWS_REGION과 키, 그 권한을 확인하십시오.`,
  }, { bucket: name, cause: code })
}
