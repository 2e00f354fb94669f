import { Refusal } from '#science/refusal.ts'

/** How far a dry run is. */
export type CheckProgress = { rows_read: number; records: number | null; compared: number }

type Running = CheckProgress & { readonly account: string; stopped: boolean }

/** Dry runs under way in this process, by the names that their askers gave them; nothing of them is kept. */
const running = new Map<string, Running>()

/** Does a dry run so that it can be watched and stopped by its name; a stopped one refuses with `check.stopped`. */
export async function watched<T>(account: string, run: string | undefined, work: (progress: (now: Partial<CheckProgress>) => void) => Promise<T>): Promise<T> {
  const mine: Running = { account, rows_read: 0, records: null, compared: 0, stopped: false }
  if (run !== undefined) running.set(run, mine)
  try {
    return await work((now) => {
      Object.assign(mine, now)
      if (mine.stopped) throw stopped()
    })
  } finally {
    if (run !== undefined && running.get(run) === mine) running.delete(run)
  }
}

/** How far a dry run of this account is; null where it has none of this name. */
export function progressOf(account: string, run: string): CheckProgress | null {
  const found = running.get(run)
  if (found?.account !== account) return null
  const { rows_read, records, compared } = found
  return { rows_read, records, compared }
}

/** Stops a dry run at its next row; answers whether there was one. */
export function stopCheck(account: string, run: string): boolean {
  const found = running.get(run)
  if (found?.account !== account) return false
  found.stopped = true
  return true
}

function stopped(): Refusal {
  return new Refusal('check.stopped', { en: 'The dry run was stopped; nothing was written.', ko: '미리보기를 중지했습니다. 아무것도 저장하지 않았습니다.' })
}
