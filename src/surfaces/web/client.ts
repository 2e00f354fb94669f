import { createSubscriber } from 'svelte/reactivity'
import { createClient } from '#contract/client.ts'
import { Refusal } from '#science/refusal.ts'
import { createHubReturn } from './hub-return.ts'

let waiting = 0
let changed = () => {}
const follow = createSubscriber((update) => {
  changed = update
})

/** How many requests are under way now. */
export function requestsUnderWay(): number {
  follow()
  return waiting
}

let signedOut = () => {}

/** Says what to do when the hub no longer knows the reader: the session ran out, or was ended elsewhere. */
export function whenSignedOut(act: () => void): void {
  signedOut = act
}

async function counted(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const headers = new Headers(init?.headers)
  headers.set('accept-language', document.documentElement.lang)
  waiting++
  changed()
  try {
    const response = await fetch(input, { ...init, headers, credentials: 'same-origin' })
    if (response.status === 401) signedOut()
    return response
  } finally {
    waiting--
    changed()
  }
}

/** The hub that served this page; the session is its cookie. */
export const client = createClient({ address: '', fetch: counted })

/** Tells when the hub answers again; asks past the count of requests, or the page would look busy for as long. */
export const hubReturn = createHubReturn({
  answers: async () => (await fetch(client.url('/status'), { cache: 'no-store' })).ok,
  isSeen: () => document.visibilityState === 'visible',
  whenSeen(act) {
    document.addEventListener('visibilitychange', act)
    addEventListener('online', act)
  },
})

/** What went wrong as a sentence for the reader; a broken connection gets one too. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  // The second is what the bundler throws where a page's style cannot be fetched.
  if (error instanceof TypeError || (error instanceof Error && error.message.startsWith('Unable to preload'))) {
    return new Refusal('web.unreachable', {
      en: 'The hub cannot be reached. Check that it is running.',
      ko: '허브에 연결할 수 없습니다. 허브가 실행 중인지 확인하십시오.',
    })
  }
  console.error(error)
  const said = error instanceof Error ? error.message : String(error)
  return new Refusal('web.defect', {
    en: `This page failed: ${said}. Load it again; if it stays, report it.`,
    ko: `페이지 오류: ${said}. 새로 고쳐도 계속되면 알려 주십시오.`,
  })
}

/** Opens the hub's file as an address for a link; `name` is what it is saved as. */
export function fileAddress(sha256: string, name?: string): string {
  return client.url(`/files/${sha256}${name === undefined ? '' : `?name=${encodeURIComponent(name)}`}`)
}

/** The address of a kept picture, for the page to show. */
export function pictureAddress(sha256: string): string {
  return client.url(`/files/${sha256}/picture`)
}
