import { randomBytes } from 'node:crypto'
import { chmod, lchown, mkdir, mkdtemp, readFile, realpath, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import { diskFailure } from '../../disk-failure.ts'
import { writeFileWhole } from '../../write-file.ts'
import { canReach, chooseIdentity, identityOf } from './identity.ts'
import type { Identity } from './identity.ts'

/** Where one home keeps its database, and whom the server runs as. */
export type Place = {
  /** Closed to all but the server (and root); holds `data`, the log and the socket. */
  readonly folder: string
  readonly data: string
  readonly log: string
  readonly identity: Identity
  /** What the user should know about the place. */
  readonly notices: readonly Text[]
}

// What a root's home cannot hold goes here, where Linux keeps the state of services.
const outside = '/var/lib/sojae'

/**
 * The folder of a home's database: `SOJAE_HOME/postgres`, or, when root's server cannot reach into the home
 * (a clone below /root), a folder of its own under /var/lib/sojae, recorded in `SOJAE_HOME/database.json`.
 */
export async function openPlace(home: string): Promise<Place> {
  try {
    const recorded = await readRecord(home)
    const inside = join(home, 'postgres')
    const wanted = recorded ?? ((await needsOutside(home, inside)) ? newOutside() : inside)
    await mkdir(wanted, { recursive: true, mode: 0o700 })
    // PostgreSQL writes its data folder's resolved path into its pid file, by which an orphan is recognized.
    const folder = await realpath(wanted)
    const identity = await identityFor(folder)
    if (wanted !== inside && recorded === undefined) {
      await chmod(outside, 0o711)
      await writeFileWhole(join(home, 'database.json'), `${JSON.stringify({ folder })}\n`)
    }
    const notices = wanted === inside ? [] : [outsideNotice(home, folder)]
    const place = { folder, data: join(folder, 'data'), log: join(folder, 'postgres.log'), identity, notices }
    if (identity.uid !== undefined) {
      if (!(await canReach(folder, identity.uid))) await lchown(folder, identity.uid, identity.uid)
      if (!(await canReach(folder, identity.uid))) throw unreachable(folder, identity.uid)
    }
    return place
  } catch (error) {
    throw diskFailure(error, home)
  }
}

/**
 * A closed folder for the server's socket: in the place if its path fits into a socket address, else a new one
 * among the temporary files. The limit is 108 bytes on Linux, 104 on macOS, including `/.s.PGSQL.5432` and a zero.
 */
export async function openSocketFolder(place: Place): Promise<string> {
  const inside = join(place.folder, 'socket')
  const fits = Buffer.byteLength(inside) <= 104 - '/.s.PGSQL.5432\0'.length
  const folder = fits ? inside : await mkdtemp(join(await realpath(shortTemporary()), 'sojae-'))
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (place.identity.uid !== undefined) await lchown(folder, place.identity.uid, place.identity.uid)
  return folder
}

function shortTemporary(): string {
  const named = tmpdir()
  return Buffer.byteLength(named) <= 60 ? named : '/tmp'
}

/** As root, the owner of the data that exists; data never changes its uid. */
async function identityFor(folder: string): Promise<Identity> {
  const owner = await stat(join(folder, 'data')).then(found => found.uid, () => undefined)
  if (process.getuid?.() !== 0 || owner === undefined || owner === 0) return chooseIdentity(folder)
  return identityOf(owner)
}

/** Data that lies inside already stays there: an empty database elsewhere would look like a loss. */
async function needsOutside(home: string, inside: string): Promise<boolean> {
  if (await stat(join(inside, 'data')).then(() => true, () => false)) return false
  const { uid } = await chooseIdentity(home)
  return uid !== undefined && !(await canReach(await realpath(home), uid))
}

/** A random name, not one made from the home's path: a new home at an old path must not meet the old data. */
function newOutside(): string {
  return join(outside, randomBytes(6).toString('hex'))
}

async function readRecord(home: string): Promise<string | undefined> {
  const path = join(home, 'database.json')
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const { folder } = JSON.parse(text) as { folder: string }
  if (await stat(folder).then(found => found.isDirectory(), () => false)) return folder
  throw new Refusal('database.folder_missing', {
    en: `${path} says that the database is in ${folder}, which is not there. Put the folder back, ` +
      `or delete ${path} to begin with an empty database.`,
    ko: `${path}에 따르면 데이터베이스는 ${folder}에 있어야 하지만 폴더가 없습니다. 폴더를 되돌려 놓거나, ` +
      `빈 데이터베이스로 시작하려면 ${path}을(를) 삭제하세요.`,
  }, { path, folder })
}

function outsideNotice(home: string, folder: string): Text {
  return {
    en: `The database is kept in ${folder}, since PostgreSQL does not run as root and ${home} is closed to others.`,
    ko: `PostgreSQL은 root로 실행할 수 없고 ${home}은(는) 다른 사용자에게 닫혀 있어, 데이터베이스를 ${folder}에 보관합니다.`,
  }
}

function unreachable(folder: string, uid: number): Refusal {
  return new Refusal('database.folder_closed', {
    en: `PostgreSQL runs as uid ${uid} and cannot reach ${folder}. Open the folders above it with chmod o+x.`,
    ko: `PostgreSQL이 uid ${uid}로 실행되어 ${folder}에 접근할 수 없습니다. 상위 폴더에 chmod o+x를 적용하세요.`,
  }, { folder, uid })
}
