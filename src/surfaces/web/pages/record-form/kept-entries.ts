import type { Entry } from './entry.ts'

/** A form that was not sent, as this browser keeps it. */
export type Kept = { readonly entry: Entry; readonly at: string; readonly title: string; readonly address: string; readonly upon?: number }

const PREFIX = 'sojae.entry.'

/** Keeps forms of one account apart from those of others who use this browser. */
function slot(account: string, form: string): string {
  return `${PREFIX}${account}.${form}`
}

/** What was typed into this form before and not sent; null where nothing was, or where it cannot be read. */
export function keptEntry(account: string, form: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(slot(account, form)) ?? 'null') as Kept | null
  } catch {
    return null
  }
}

/** Keeps what is typed; answers false where the browser keeps nothing (private mode, no room left). */
export function keepEntry(account: string, form: string, kept: Kept): boolean {
  try {
    localStorage.setItem(slot(account, form), JSON.stringify(kept))
    return true
  } catch {
    return false
  }
}

export function forgetEntry(account: string, form: string): void {
  try {
    localStorage.removeItem(slot(account, form))
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** All forms of this account in this hub that were not sent, the newest first. */
export function keptEntries(account: string, hub: string): { readonly form: string; readonly kept: Kept }[] {
  const own = slot(account, `${hub}.`)
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(own))
      .flatMap((key) => {
        const form = key.slice(slot(account, '').length)
        const kept = keptEntry(account, form)
        return kept ? [{ form, kept }] : []
      })
      .sort((a, b) => (a.kept.at < b.kept.at ? 1 : -1))
  } catch {
    return []
  }
}
