import { formatBytes } from '#science/quantities/format-bytes.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { requireFree } from '../host/model-file.ts'
import { writeDownload } from '../host/write-download.ts'
import type { exportOptions } from './model-options.ts'

/** Writes a model of the hub as a file that predicts without it. */
export async function run({ argument, options: { out, force }, language }: Asked<typeof exportOptions>): Promise<Outcome> {
  const client = await connect(language)
  await requireFree(out, 'model', force)
  const response = await client.request(`/models/${encodeURIComponent(argument)}/file`)
  const size = await writeDownload(response.body!, null, out)
  return { json: { model: argument, file: out, size }, text: () => `${out}: ${formatBytes(size, language)}` }
}
