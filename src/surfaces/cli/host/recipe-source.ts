import { openAsBlob } from 'node:fs'
import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { Refusal } from '#science/refusal.ts'
import { parseRecipeFile } from '#contract/files/recipe-file.ts'
import { openFileStore } from '#platform/files/file-store.ts'
import { fetchFile } from '#platform/network/fetch-file.ts'
import { shippedRecipes } from '#platform/shipped.ts'
import { packFolder } from './pack-folder.ts'
import { readTextFile, unreadable } from './read-text-file.ts'

/** A recipe as the hub takes it, and where its file is published (unknown for one that only the hub has). */
export type ChosenRecipe = {
  readonly request: { name: string } | { yaml: string; templates: string[] }
  readonly source: ReturnType<typeof parseRecipeFile>['source'] | null
}

/**
 * The recipes that a word on the command line means, in the order in which they are to run: a folder with a `recipe.yaml` or
 * several `*.recipe.yaml`, and perhaps `*.template.yaml`; a recipe file; or else a name that the hub knows.
 */
export async function chooseRecipes(given: string): Promise<ChosenRecipe[]> {
  const found = await stat(given).catch(() => null)
  if (!found) return [await recipeNamed(given)]
  const folder = found.isDirectory() ? given : dirname(given)
  const beside = (await readdir(folder)).sort()
  const several = beside.filter((name) => name.endsWith('.recipe.yaml'))
  const files = found.isFile() ? [given] : (several.length > 0 ? several : ['recipe.yaml']).map((name) => join(given, name))
  const templates = await Promise.all(
    beside.filter((name) => name.endsWith('.template.yaml')).map((name) => readFile(join(folder, name), 'utf8')),
  )
  return Promise.all(files.map(async (file) => {
    const yaml = await readTextFile(file)
    return { request: { yaml, templates }, source: parseRecipeFile(yaml, file).source ?? null }
  }))
}

async function recipeNamed(given: string): Promise<ChosenRecipe> {
  const shipped = await shippedRecipes()
  const known = shipped.get(given)
  // A name that is not shipped here may still be one that the hub has.
  if (known || /^[a-z][a-z0-9-]*$/.test(given)) {
    return { request: { name: given }, source: known?.recipe.source ?? null }
  }
  const names = [...shipped.keys()].join(', ')
  throw new Refusal('recipe.missing', {
    en: `There is no folder or file ${given}. Name one, or a known recipe: ${names}.`,
    ko: `${given} 폴더나 파일이 없습니다. 경로를 확인하거나 알려진 레시피 이름을 쓰십시오: ${names}.`,
  }, { recipe: given })
}

/** A file to upload, read as it is sent. */
export type SourceFile = { readonly name: string; readonly content: Blob; discard(): Promise<void> }

/** The file that the user names, or the folder, packed into a ZIP. */
export async function openSource(path: string): Promise<SourceFile> {
  const found = await stat(path).catch(() => null)
  if (!found?.isDirectory()) return openSourceFile(path)
  const temporary = await mkdtemp(join(tmpdir(), 'sojae-'))
  const discard = () => rm(temporary, { recursive: true, force: true })
  try {
    const packed = join(temporary, 'folder.zip')
    await packFolder(path, packed)
    return { name: `${basename(resolve(path))}.zip`, content: await openAsBlob(packed), discard }
  } catch (error) {
    await discard()
    throw error
  }
}

/** The file that the user names. */
export async function openSourceFile(path: string): Promise<SourceFile> {
  const found = await stat(path).catch((error: unknown) => {
    throw unreadable(path, error)
  })
  if (found.isDirectory()) throw unreadable(path, Object.assign(new Error('folder'), { code: 'EISDIR' }))
  const content = await openAsBlob(path).catch((error: unknown) => {
    throw unreadable(path, error)
  })
  return { name: basename(path), content, discard: async () => {} }
}

/**
 * The published file of a recipe, fetched and held against its checksum.
 *
 * `onBytes` hears how much has come of how much. Refuses `recipe.no_source` and `download.*`.
 */
export async function fetchSourceFile(
  recipe: string, source: ChosenRecipe['source'], onBytes: (fraction: number) => void,
): Promise<SourceFile> {
  const { url, sha256, bytes } = source ?? {}
  if (url === undefined || sha256 === undefined || bytes === undefined) throw noSource(recipe)
  const folder = await mkdtemp(join(tmpdir(), 'sojae-'))
  const discard = () => rm(folder, { recursive: true, force: true })
  try {
    const files = await openFileStore(folder)
    await fetchFile({ url, sha256, maxBytes: bytes }, { files, onBytes: (received) => onBytes(received / bytes) })
    const parts: Uint8Array<ArrayBuffer>[] = []
    for await (const part of await files.open(sha256, { verify: true })) parts.push(part as Uint8Array<ArrayBuffer>)
    return { name: basename(new URL(url).pathname) || `${recipe}.csv`, content: new Blob(parts), discard }
  } catch (error) {
    await discard()
    throw error
  }
}

function noSource(recipe: string): Refusal {
  return new Refusal('recipe.no_source', {
    en: `The recipe ${recipe} names no single published file; give the file or the folder with --from.`,
    ko: `레시피 ${recipe}에 내려받을 파일 하나가 적혀 있지 않습니다. --from으로 파일이나 폴더를 지정하십시오.`,
  }, { recipe })
}
