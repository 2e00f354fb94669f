import { Refusal } from '#science/refusal.ts'

const unwritable = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOENT', 'EEXIST', 'EISDIR', 'ELOOP'])
const full = new Set(['ENOSPC', 'EDQUOT'])

/**
 * The error as the user should read it: a refusal when the disk is full or a folder cannot be written,
 * otherwise the error itself, since anything else is a defect of ours.
 */
export function diskFailure(error: unknown, path: string): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? ''
  if (full.has(code)) return diskFull(path)
  if (!unwritable.has(code)) return error
  return new Refusal('home.unwritable', {
    en: `Cannot write to ${path} (${code}). Make it writable, or point SOJAE_HOME to a folder that is.`,
    ko: `${path}에 쓸 수 없습니다(${code}). 쓰기 권한을 주거나 SOJAE_HOME을 쓸 수 있는 폴더로 지정하세요.`,
  }, { path, cause: code })
}

export function diskFull(path: string): Refusal {
  return new Refusal('home.disk_full', {
    en: `The disk that holds ${path} is full. Nothing was changed; free some space and try again.`,
    ko: `${path}이(가) 있는 디스크가 가득 찼습니다. 변경된 것은 없습니다. 공간을 확보한 뒤 다시 시도하세요.`,
  }, { path })
}
