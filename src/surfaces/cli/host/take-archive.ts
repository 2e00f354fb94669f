import type { Text } from '#science/refusal.ts'
import { importArchive } from '#hub/archive/import-archive.ts'
import { openFiles } from '#platform/files/open-files.ts'
import { openHome, resolveHome } from '#platform/home.ts'
import { openDatabase } from '#platform/storage/connect.ts'
import { databaseFailure } from '#platform/storage/database-failure.ts'
import { startDatabase } from '#platform/storage/start.ts'
import { archiveBytes } from './archive-file.ts'
import type { ArchiveReport } from './archive-file.ts'

/**
 * Brings an archive into the installation of SOJAE_HOME, whose hub does not run meanwhile.
 *
 * Refuses `home.in_use`, `archive.*`, and what starting a database may refuse.
 */
export async function takeArchive(
  path: string, { onProgress, say }: { onProgress: (fraction: number) => void; say: (text: Text) => void },
): Promise<ArchiveReport & { home: string }> {
  // Before a data folder is made for it: that it can be read at all.
  for await (const _ of archiveBytes(path)) break
  const folder = resolveHome()
  const database = await startDatabase({ home: folder, say })
  try {
    const home = await openHome(folder)
    const { pool, close } = openDatabase(database.connection, 2)
    try {
      const report = await importArchive({ pool, files: await openFiles(home.files), open: () => archiveBytes(path), onProgress })
      return { ...report, home: folder }
    } finally {
      await close()
    }
  } catch (error) {
    throw databaseFailure(error)
  } finally {
    await database.stop()
  }
}
