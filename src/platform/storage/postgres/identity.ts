import { createHash } from 'node:crypto'
import { lchown, lstat, readFile, readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Refusal } from '#science/refusal.ts'

/** Whom the database server runs as. PostgreSQL refuses root, so root starts it under a uid of its own. */
export type Identity = {
  /** Undefined when the server simply runs as the present user. */
  readonly uid: number | undefined
  /** To spread over spawn's options. Node drops root's supplementary groups when uid is given. */
  readonly spawn: { readonly uid?: number; readonly gid?: number }
}

const present: Identity = { uid: undefined, spawn: {} }

// Above the accounts that distributions and people make (1000…), below systemd's dynamic users (61184…),
// and below 65536, which is what a rootless container maps.
const firstUid = 26_543
const nUids = 10_000

export function identityOf(uid: number | undefined): Identity {
  return uid === undefined ? present : { uid, spawn: { uid, gid: uid } }
}

/** The uid for a database kept in `folder`: as root one that differs from other hubs' on the machine, else our own. */
export async function chooseIdentity(folder: string): Promise<Identity> {
  if (process.getuid?.() !== 0) return present
  const taken = new Set((await accounts()).map(account => account.uid))
  const start = createHash('sha256').update(folder).digest().readUInt32BE(0) % nUids
  for (let step = 0; step < nUids; step++) {
    const uid = firstUid + ((start + step) % nUids)
    if (!taken.has(uid)) return identityOf(uid)
  }
  throw new Error('All uids for databases are taken')
}

/**
 * An existing unprivileged account, for `initdb` alone: it asks the account's name and gives up without one,
 * while the server itself does not care.
 */
export async function namedIdentity(): Promise<Identity> {
  const all = await accounts()
  const account = all.find(({ name }) => name === 'nobody') ?? all.find(({ uid }) => uid > 0)
  if (account) return identityOf(account.uid)
  throw new Refusal('database.no_account', {
    en: 'PostgreSQL does not run as root, and /etc/passwd names no other account. Add one, such as nobody, ' +
      'or set SOJAE_DATABASE_URL.',
    ko: 'PostgreSQL은 root로 실행할 수 없으며 /etc/passwd에 다른 계정이 없습니다. nobody 같은 계정을 추가하거나 ' +
      'SOJAE_DATABASE_URL을 지정하세요.',
  })
}

/** Whether `uid` may pass from the root folder into `folder`, judged by mode bits; an access list is not read. */
export async function canReach(folder: string, uid: number): Promise<boolean> {
  for (let at = folder; ; at = dirname(at)) {
    const { mode, uid: owner } = await stat(at)
    if ((mode & (owner === uid ? 0o100 : 0o001)) === 0) return false
    if (at === dirname(at)) return true
  }
}

/** Gives a folder and all in it to `uid`, without following links. */
export async function giveAll(folder: string, uid: number): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await giveAll(path, uid)
    else if ((await lstat(path)).nlink > 1) throw new Error(`${path} has a second name; it is not given away`)
    else await lchown(path, uid, uid)
  }
  await lchown(folder, uid, uid)
}

async function accounts(): Promise<{ name: string; uid: number }[]> {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '')
  return text.split('\n').map(line => line.split(':')).filter(fields => fields.length >= 4)
    .map(fields => ({ name: fields[0] ?? '', uid: Number(fields[2]) }))
    .filter(({ uid }) => Number.isInteger(uid))
}
