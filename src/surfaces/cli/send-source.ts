import type { Client } from '#contract/client.ts'
import type { Language, Text } from '#science/refusal.ts'
import { createProgressLine } from './progress-line.ts'

const SENDING: Text = { en: 'Uploading', ko: '올리는 중' }
const WAITING: Text = { en: 'no answer, trying again', ko: '응답 없음, 다시 시도하는 중' }

/** Uploads a file, with its progress on stderr; a break of the connection is waited out. */
export async function sendSource(
  client: Client, language: Language, hub: string, content: Blob, mediaType: string,
): Promise<{ sha256: string; size: number }> {
  const progress = createProgressLine(SENDING, language)
  try {
    return await client.upload(hub, content, mediaType, {
      onSent: (bytes, isWaiting) => progress.show(content.size > 0 ? bytes / content.size : 1, isWaiting ? WAITING : null),
    })
  } finally {
    progress.clear()
  }
}
