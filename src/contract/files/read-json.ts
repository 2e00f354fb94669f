import { Refusal } from '#science/refusal.ts'

/** What a JSON file says; refuses `file.not_json` with the reason. */
export function readJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const reason = (error as Error).message
    throw new Refusal('file.not_json', {
      en: `${file} is not valid JSON (${reason}). Correct it and try again.`,
      ko: `${file}의 JSON 문법이 잘못되었습니다(${reason}). 고친 뒤 다시 시도하십시오.`,
    }, { file, reason })
  }
}
