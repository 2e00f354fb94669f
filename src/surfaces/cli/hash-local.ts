import type { Language, Text } from '#science/refusal.ts'
import { hashFile } from './host/hash-file.ts'
import type { HashedFile } from './host/hash-file.ts'
import { createProgressLine } from './progress-line.ts'

const READING: Text = { en: 'Reading', ko: '읽는 중' }

/** Size and SHA-256 of a local file, with its progress on stderr. */
export async function hashLocal(path: string, language: Language): Promise<HashedFile> {
  const progress = createProgressLine(READING, language)
  try {
    return await hashFile(path, (share) => progress.show(share, null))
  } finally {
    progress.clear()
  }
}
