import { formatBytes } from '#science/quantities/format-bytes.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { requireFree } from '../host/model-file.ts'
import { writeDownload } from '../host/write-download.ts'
import { wrongUsage } from '../usage-refusal.ts'
import type { exportOptions } from './model-options.ts'

/** Writes a model of the hub as a file that predicts without it, or the trees of a model in a file as ONNX. */
export async function run({ argument, options: { out, onnx, force }, language }: Asked<typeof exportOptions>): Promise<Outcome> {
  const isFile = argument.toLowerCase().endsWith('.json')
  const path = isFile ? onnx : out
  if (path === undefined || (isFile ? out : onnx) !== undefined) {
    throw wrongUsage('out_missing', isFile ? {
      en: 'A model in a file is written as ONNX: --onnx FILE.onnx.', ko: '파일로 된 모델은 ONNX로 저장합니다: --onnx FILE.onnx.',
    } : {
      en: 'A model of the hub is written with -o FILE.json; for ONNX export that file.',
      ko: '허브의 모델은 -o FILE.json으로 저장합니다. ONNX는 그 파일에서 내보내십시오.',
    }, 'model export')
  }
  if (isFile) {
    await requireFree(path, 'table', force)
    const { writeOnnx } = await import('../host/write-onnx.ts')
    const { size, features } = await writeOnnx(argument, path)
    return {
      json: { model: argument, file: path, size, features },
      text: () => `${path}: ${formatBytes(size, language)}\n${{ en: 'Input X', ko: '입력 X' }[language]}: ${features.join(', ')}`,
    }
  }
  const client = await connect(language)
  await requireFree(path, 'model', force)
  const response = await client.request(`/models/${encodeURIComponent(argument)}/file`)
  const size = await writeDownload(response.body!, null, path)
  return { json: { model: argument, file: path, size }, text: () => `${path}: ${formatBytes(size, language)}` }
}
