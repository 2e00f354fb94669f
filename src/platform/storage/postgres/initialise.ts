import { execFile } from 'node:child_process'
import { lchown, mkdtemp, readFile, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Refusal } from '#science/refusal.ts'
import { syncFolder } from '../../write-file.ts'
import { giveAll, namedIdentity } from './identity.ts'
import { failureFrom } from './log.ts'
import type { Place } from './place.ts'
import type { Programs } from './programs.ts'

const run = promisify(execFile)

/** The database's owner inside PostgreSQL; the socket's folder is what protects it, so it has no password. */
export const databaseUser = 'sojae'

/**
 * Makes the data folder if there is none, whole or not at all, and otherwise checks that its release is ours.
 * Text sorts by code point through PostgreSQL's built-in provider: the same on every machine and after every upgrade.
 */
export async function initialise(place: Place, programs: Programs): Promise<void> {
  const found = await readFile(join(place.data, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (found !== undefined) return checkRelease(found.trim(), programs, place)
  const { uid } = place.identity
  // A name of its own: after kill -9 the last start's initdb may still be writing.
  for (const name of await readdir(place.folder)) {
    if (name.startsWith('new-')) await rm(join(place.folder, name), { recursive: true, force: true }).catch(() => {})
  }
  const fresh = await mkdtemp(join(place.folder, 'new-'))
  const maker = uid === undefined ? place.identity : await namedIdentity()
  try {
    if (maker.uid !== undefined) {
      await lchown(place.folder, maker.uid, maker.uid)
      await lchown(fresh, maker.uid, maker.uid)
    }
    await run(programs.initdb, [
      '--pgdata', fresh, '--username', databaseUser, '--auth-local=trust', '--auth-host=reject',
      '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8',
      '--text-search-config=simple', '--data-checksums',
    ], { ...maker.spawn, cwd: '/', env: { LC_ALL: 'C' } })
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string }
    await rm(fresh, { recursive: true, force: true })
    throw failureFrom(stderr || message, place)
  }
  if (uid !== undefined) {
    await giveAll(fresh, uid)
    await lchown(place.folder, uid, uid)
  }
  await rename(fresh, place.data)
  await syncFolder(place.folder)
}

function checkRelease(found: string, programs: Programs, place: Place): void {
  const major = programs.version.split('.', 1)[0] ?? ''
  if (found === major) return
  throw new Refusal('database.other_release', {
    en: `The data in ${place.data} was written by PostgreSQL ${found}; this release of Sojae brings ${major}. ` +
      `Start the release of Sojae that wrote it, export an archive there, and import it here.`,
    ko: `${place.data}의 데이터는 PostgreSQL ${found}(으)로 작성되었으나 이 Sojae에는 ${major}이(가) 포함되어 있습니다. ` +
      '해당 데이터를 작성한 Sojae 버전에서 아카이브로 내보낸 뒤 여기서 가져오세요.',
  }, { found, expected: major, data: place.data })
}
