import { Refusal } from '#science/refusal.ts'
import type { Language } from '#science/refusal.ts'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import { findHub } from './host/find-hub.ts'

export type Connection = Client & { readonly address: string }

/** Opens a client of the running hub; its refusals say, too, when no hub answers and how to start one. */
export async function connect(language: Language, environment: NodeJS.ProcessEnv = process.env): Promise<Connection> {
  const { address, token } = await findHub(environment)
  let renewed: string | undefined
  const client = createClient({
    address,
    language,
    ...(token !== undefined && { token }),
    fetch: async (input, init) => {
      const ask = () => {
        const headers = new Headers(init?.headers)
        if (renewed !== undefined) headers.set('authorization', `Bearer ${renewed}`)
        return fetch(input, { ...init, headers }).catch((error: unknown) => {
          throw noAnswer(address, error)
        })
      }
      const response = await ask()
      if (response.status !== 401) return response
      // A hub that was started again has another token for its console; what it had of an upload goes on.
      const now = String(input).includes('/uploads') ? await findHub(environment).catch(() => null) : null
      if (now?.address !== address || now.token === undefined || now.token === (renewed ?? token)) throw notKnown(address)
      renewed = now.token
      const again = await ask()
      if (again.status === 401) throw notKnown(address)
      return again
    },
  })
  return { ...client, address }
}

function noAnswer(address: string, error: unknown): Refusal {
  const { cause, message } = error as Error
  const reason = (cause as NodeJS.ErrnoException | undefined)?.code ?? message
  return new Refusal('hub.no_answer', {
    en: `No hub answers at ${address} (${reason}). Start it with: sojae serve`,
    ko: `${address}에서 응답하는 허브가 없습니다(${reason}). 다음으로 시작하십시오: sojae serve`,
  }, { address, reason })
}

function notKnown(address: string): Refusal {
  return new Refusal('hub.token_refused', {
    en: `The hub at ${address} does not take this token. Check SOJAE_HOME, or SOJAE_ADDRESS and SOJAE_TOKEN; `
      + 'a restart of the hub makes a new token.',
    ko: `${address}의 허브가 토큰을 받아들이지 않습니다. SOJAE_HOME 또는 SOJAE_ADDRESS와 SOJAE_TOKEN을 확인하십시오. `
      + '허브를 다시 시작하면 토큰이 새로 만들어집니다.',
  }, { address, status: 401 })
}
