import { Refusal } from '#science/refusal.ts'

const SAID = {
  name: { en: 'Give it a name.', ko: '이름을 쓰십시오.' },
  origin: { en: 'Say how the results came to be: measured, computed, predicted or specified.', ko: '결과의 출처 구분(측정·계산·예측·지정)을 고르십시오.' },
  of: { en: 'Choose the material that was measured.', ko: '측정한 소재를 고르십시오.' },
  material: { en: 'Choose a material for this line, or take the line out.', ko: '이 줄의 소재를 고르거나 줄을 지우십시오.' },
  reason: { en: 'Say why the record is revised.', ko: '개정하는 이유를 쓰십시오.' },
  doi: { en: 'Give the DOI of the publication.', ko: '문헌의 DOI를 쓰십시오.' },
  year: { en: 'Write the year with four digits.', ko: '연도를 네 자리로 쓰십시오.' },
  database: { en: 'Give the name of the database.', ko: '데이터베이스 이름을 쓰십시오.' },
  elsewhere_address: { en: 'Say where the file is kept: an address or a path.', ko: '파일을 보관한 곳의 주소나 경로를 쓰십시오.' },
  elsewhere_name: { en: 'Give the name of the file.', ko: '파일 이름을 쓰십시오.' },
  elsewhere_size: { en: 'Give the size of the file in bytes, or work it out from a copy.', ko: '파일 크기를 바이트로 쓰거나 사본에서 계산하십시오.' },
  elsewhere_sha256: { en: 'Give the SHA-256 of the file, or work it out from a copy.', ko: '파일의 SHA-256을 쓰거나 사본에서 계산하십시오.' },
} as const

/** Something that a form cannot do without, or that only a form asks for. */
export function missing(what: keyof typeof SAID): Refusal {
  return new Refusal('entry.missing', SAID[what], { what })
}

const OWED = new Set(['entry.missing', 'field.required', 'process.inputs', 'process.outputs'])

/** Whether a problem is only that something is not there yet: told when the form is sent, not while it is filled. */
export function isOwed(code: string): boolean {
  return OWED.has(code)
}
