import { getSession, getStatus, signOut as signOutOperation } from '#contract/operations/account.ts'
import type { AnswerOf } from '#contract/operation.ts'
import { Refusal } from '#science/refusal.ts'
import { client, hubReturn, refusalOf, whenSignedOut } from './client.ts'
import { isPassing } from './hub-return.ts'
import { go, navigation } from './navigation.svelte.ts'

export type Session = AnswerOf<typeof getSession>
export type Hub = Session['hubs'][number]

let current = $state.raw<Session | null>(null)
let hubSlug = $state<string | null>(null)
let started = $state(false)
let problem = $state.raw<Refusal | null>(null)

/** Who is signed in, and in which hub they are. */
export const session = {
  get account() {
    return current?.account ?? null
  },
  get hubs(): readonly Hub[] {
    return current?.hubs ?? []
  },
  /** The hub that the page belongs to, else the one last seen. */
  get hub(): Hub | null {
    return current?.hubs.find(({ slug }) => slug === hubSlug) ?? null
  },
  /** False until the hub has said who the reader is. */
  get started() {
    return started
  },
  get problem() {
    return problem
  },
}

/** Takes the session that the hub answered. */
export function enter(next: Session): void {
  current = next
  hubSlug = next.hubs.some(({ slug }) => slug === hubSlug) ? hubSlug : homeHub(next.hubs)?.slug ?? null
}

/** Says which hub the page belongs to; pages whose address does not name it call this with what the hub answered. */
export function enterHub(slug: string): void {
  hubSlug = slug
}

/** Where a reader starts: their own hub, else the example. */
export function homeHub(hubs: readonly Hub[]): Hub | undefined {
  return hubs.find(({ example }) => !example) ?? hubs[0]
}

whenSignedOut(() => {
  if (current === null) return
  current = null
  void leadStranger()
})

/** Asks who the reader is, and leads strangers to sign in, or to set the hub up if nobody has yet. */
export async function startSession(): Promise<void> {
  try {
    enter(await client.call(getSession))
    problem = null
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal.details['status'] === 401) await leadStranger()
    else problem = refusal
    if (isPassing(refusal)) hubReturn.when(() => void startSession())
  } finally {
    started = true
  }
}

/** Asks again for the hubs and their counts. */
export async function refreshSession(): Promise<void> {
  enter(await client.call(getSession))
}

/** Pages that strangers come to by a link with a code; they stay there. */
const BY_CODE: ReadonlySet<string> = new Set(['/invitation', '/password'])

async function leadStranger(): Promise<void> {
  if (BY_CODE.has(navigation.path)) return
  try {
    const { needs_setup } = await client.call(getStatus)
    const here = navigation.path + location.search
    if (needs_setup && navigation.path !== '/setup') go('/setup', { replace: true })
    else if (!needs_setup && navigation.path !== '/sign-in') {
      go(
        here === '/' || navigation.path === '/setup' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`,
        { replace: true },
      )
    }
  } catch (error) {
    problem = refusalOf(error)
    if (isPassing(problem)) hubReturn.when(() => void startSession())
  }
}

/** Ends the session at the hub and forgets it here. */
export async function signOut(): Promise<void> {
  await client.call(signOutOperation)
  current = null
  hubSlug = null
  go('/sign-in')
}
