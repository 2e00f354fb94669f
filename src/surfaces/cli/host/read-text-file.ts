import { readFile } from 'node:fs/promises'
import { Refusal } from '#science/refusal.ts'

/** The text of a file that the user names; refuses `file.missing`, `file.unreadable` and bytes that are not UTF-8. */
export async function readTextFile(path: string): Promise<string> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw unreadable(path, error)
  })
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Refusal('file.not_text', {
      en: `${path} is not UTF-8 text. Save it again as UTF-8.`,
      ko: `${path}은(는) UTF-8 텍스트가 아닙니다. UTF-8로 다시 저장하십시오.`,
    }, { path })
  }
}

/** The refusal for a file of the user that could not be opened. */
export function unreadable(path: string, error: unknown): Refusal {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new Refusal('file.missing', {
      en: `There is no file ${path}. Check the path.`, ko: `${path} 파일이 없습니다. 경로를 확인하십시오.`,
    }, { path })
  }
  if (code === 'EISDIR') {
    return new Refusal('file.is_folder', {
      en: `${path} is a folder; name a file in it.`, ko: `${path}은(는) 폴더입니다. 그 안의 파일을 지정하십시오.`,
    }, { path })
  }
  return new Refusal('file.unreadable', {
    en: `${path} cannot be read (${code ?? message}). Check its permissions.`,
    ko: `${path}을(를) 읽을 수 없습니다(${code ?? message}). 권한을 확인하십시오.`,
  }, { path, reason: code ?? message })
}
