import { mediaTypeOf } from '#contract/files/media-type-of.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { openSourceFile } from '../host/recipe-source.ts'
import type { HUB } from '../option.ts'
import { sendSource } from '../send-source.ts'

/** Keeps a file in a hub, byte for byte, and says how a record names it. */
export async function run({ argument, options, language }: Asked<typeof HUB>): Promise<Outcome> {
  const file = await openSourceFile(argument)
  const client = await connect(language)
  const mediaType = mediaTypeOf(file.name)
  const { sha256, size } = await sendSource(client, language, options.hub, file.content, mediaType)
  return {
    json: { sha256, size, name: file.name },
    text: () => ({
      en: `Kept. A record names it so:\n{"type": "file", "sha256": "${sha256}", "name": ${JSON.stringify(file.name)}}`,
      ko: `보관했습니다. 기록에는 다음과 같이 씁니다:\n{"type": "file", "sha256": "${sha256}", "name": ${JSON.stringify(file.name)}}`,
    })[language],
  }
}
