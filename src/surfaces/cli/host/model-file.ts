import { open, stat } from 'node:fs/promises'
import { Refusal } from '#science/refusal.ts'
import { parseModelFile } from '#contract/files/model-file.ts'
import type { Describer } from '#discovery/learning/inputs-from-cells.ts'
import { openModelFile } from '#discovery/learning/model-file.ts'
import type { ModelFile, OpenModel } from '#discovery/learning/model-file.ts'
import { moleculeDescriber } from '#platform/molecules/describe-molecules.ts'
import { readTextFile } from './read-text-file.ts'
import { writeDownload } from './write-download.ts'

/** Whether what was named is a model kept as a file, and not the id of one in a hub. */
export function namesModelFile(argument: string): boolean {
  return argument.toLowerCase().endsWith('.json')
}

/** The model of a file, ready to predict; refuses `file.*`, `model_file.*` and what `openModelFile` refuses. */
export async function readModelFile(path: string): Promise<OpenModel> {
  return openModelFile(parseModelFile(await readTextFile(path), path))
}

/** How molecules are described, loaded only where a column of the model may hold them; null else. */
export async function describerFor({ artefact }: OpenModel): Promise<Describer> {
  return artefact.encoder.columns.some(({ kind }) => kind === 'vector') ? moleculeDescriber() : null
}

/** Writes a model under its name only once it is whole; see {@link requireFree}. Answers its size in bytes. */
export async function writeModelFile(path: string, file: ModelFile): Promise<number> {
  return writeDownload(pieces(JSON.stringify(file)), null, path)
}

async function* pieces(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text)
}

/** How a model that we wrote begins. */
const HEAD = /^\s*\{\s*"format"\s*:\s*"sojae\.model-file\//

/**
 * Refuses `file.exists` where a file would be lost; asked before long work begins. What is there already may be written
 * over if it is of the same kind: a model over a model.
 */
export async function requireFree(path: string, kind: 'model' | 'table', force: boolean): Promise<void> {
  const there = await stat(path).catch(() => null)
  if (!there || (force && there.isFile())) return
  if (there.isFile() && kind === 'model' && HEAD.test(await headOf(path))) return
  throw new Refusal('file.exists', there.isFile() ? {
    en: `${path} is there already${kind === 'model' ? ' and is no model' : ''}. Choose another name with -o, or say --force to write over it.`,
    ko: `${path} 파일이 이미 있습니다${kind === 'model' ? '(모델 파일이 아님)' : ''}. -o로 다른 이름을 고르거나 --force로 덮어쓰십시오.`,
  } : {
    en: `${path} is a folder. Name a file with -o.`, ko: `${path}은(는) 폴더입니다. -o로 파일 이름을 지정하십시오.`,
  }, { path })
}

async function headOf(path: string): Promise<string> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(80), 0, 80, 0)
    return buffer.subarray(0, bytesRead).toString('latin1')
  } finally {
    await handle.close()
  }
}
