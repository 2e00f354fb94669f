import { onnxOfModel } from '#discovery/learning/onnx-of-model.ts'
import { readModelFile } from './model-file.ts'
import { writeDownload } from './write-download.ts'

/** Writes the trees of a model in a file as ONNX; answers the size in bytes and the features that it wants, in order. */
export async function writeOnnx(model: string, path: string): Promise<{ size: number; features: readonly string[] }> {
  const { bytes, features } = onnxOfModel(await readModelFile(model))
  async function* content() {
    yield bytes
  }
  return { size: await writeDownload(content(), null, path), features }
}
