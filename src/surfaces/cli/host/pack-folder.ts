import { createWriteStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'

/** A day of its own for every file, so that a folder with the same files makes the same ZIP. */
const ALWAYS = { mtime: new Date(Date.UTC(1980, 0, 1)), mode: 0o100644, forceDosTimestamp: true }

/** Packs the files of a folder and of those in it, hidden ones left out, into a ZIP at `to`. */
export async function packFolder(folder: string, to: string): Promise<void> {
  const zip = new ZipFile()
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort()
  for (const path of paths) {
    if (!/(^|[\\/])\./.test(path)) zip.addFile(join(folder, path), path.normalize('NFC'), ALWAYS)
  }
  const written = pipeline(zip.outputStream, createWriteStream(to))
  // A file that cannot be read is told here; the stream alone would only stop.
  const failed = new Promise<never>((_, reject) => zip.on('error', reject))
  zip.end()
  await Promise.race([written, failed])
}
