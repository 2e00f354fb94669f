import { randomBytes } from 'node:crypto'
import { link, readFile, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '#science/refusal.ts'
import { diskFailure } from './disk-failure.ts'
import { readAnnouncement } from './home.ts'
import { birthOf } from './running-process.ts'
import { writeFileWhole } from './write-file.ts'

/** The right to serve one home, held by one process. */
export type HomeLock = { release(): Promise<void> }

type Holder = { readonly pid: number; readonly birth: string }

/**
 * Takes the home for this process, or throws `home.in_use` naming the process and the address that have it.
 *
 * The lock is the file `lock.N` with the highest N; it names a process by number and birth, so that a number given
 * anew after kill -9 is no false alarm. A dead lock is not removed but outnumbered: `lock.N+1` appears whole by
 * link(2), which fails where the name exists, so of many starts at once one wins. The highest is never removed, hence
 * a slow start that takes up an old number sees a higher one afterwards and steps back.
 */
export async function lockHome(folder: string): Promise<HomeLock> {
  const birth = await birthOf(process.pid)
  if (birth === undefined) throw new Error(`The operating system does not say when process ${process.pid} began`)
  const draft = join(folder, `lock-${randomBytes(6).toString('hex')}`)
  await writeFileWhole(draft, JSON.stringify({ pid: process.pid, birth } satisfies Holder))
  try {
    for (;;) {
      const highest = Math.max(0, ...(await lockNumbers(folder)))
      const holder = readHolder(await readFile(lockPath(folder, highest), 'utf8').catch(() => ''))
      if (holder && (await birthOf(holder.pid)) === holder.birth) throw await inUse(folder, holder)
      const mine = highest + 1
      if (!(await linked(draft, lockPath(folder, mine)))) continue
      const others = (await lockNumbers(folder)).filter(number => number !== mine)
      const outnumbered = others.some(number => number > mine)
      for (const number of outnumbered ? [mine] : others) await rm(lockPath(folder, number), { force: true })
      if (!outnumbered) return { release: () => writeFileWhole(lockPath(folder, mine), '{}') }
    }
  } finally {
    await rm(draft, { force: true })
  }
}

function lockPath(folder: string, number: number): string {
  return join(folder, `lock.${number}`)
}

async function lockNumbers(folder: string): Promise<number[]> {
  return (await readdir(folder)).flatMap(name => /^lock\.\d+$/.test(name) ? [Number(name.slice(5))] : [])
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw diskFailure(error, to)
  }
}

function readHolder(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Holder
    return Number.isInteger(holder.pid) && holder.pid > 0 ? holder : undefined
  } catch {
    return undefined
  }
}

async function inUse(folder: string, { pid }: Holder): Promise<Refusal> {
  const announcement = await readAnnouncement(folder)
  const address = announcement?.pid === pid ? announcement.address : undefined
  return new Refusal('home.in_use', {
    en: `${folder} is already served by process ${pid}${address ? ` at ${address}` : ', which is still starting'}. ` +
      `Use that one, stop it first (kill ${pid}), or choose another SOJAE_HOME.`,
    ko: `${folder}은(는) 이미 프로세스 ${pid}에서 사용 중입니다(${address ?? '시작하는 중'}). ` +
      `그 서버를 쓰거나, 먼저 종료하거나(kill ${pid}), 다른 SOJAE_HOME을 지정하세요.`,
  }, { folder, pid, address: address ?? null })
}
