import { formatBytes } from '#science/quantities/format-bytes.ts'
import { archiveJson, archiveText, remarkOnDamage } from '../archive-text.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { arriving, keepArchive } from '../host/archive-file.ts'
import { createProgressLine } from '../progress-line.ts'
import type { exportOptions } from './archive.ts'

const WRITING = { en: 'Writing the archive', ko: '아카이브 작성 중' }

/** Writes an archive of the running hub, checked on the way. */
export async function run({ argument, options, language }: Asked<typeof exportOptions>): Promise<Outcome> {
  const client = await connect(language)
  const response = await client.request(`/archive${options.hub === undefined ? '' : `?hub=${encodeURIComponent(options.hub)}`}`)
  const progress = createProgressLine(WRITING, language)
  const { size, ...report } = await keepArchive(arriving(response.body!), argument, (fraction) => progress.show(fraction, null))
    .finally(() => progress.clear())
  remarkOnDamage(report, language)
  return { json: archiveJson(report, { file: argument, size }), text: () => `${argument}: ${formatBytes(size, language)}; ${archiveText(report, language)}` }
}
