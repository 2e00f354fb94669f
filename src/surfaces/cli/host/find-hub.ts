import { Refusal } from '#science/refusal.ts'
import { readAnnouncement, readToken, resolveHome } from '#platform/home.ts'

/** Where the hub answers and the token to show there. */
export type HubAddress = { readonly address: string; readonly token: string | undefined }

/**
 * The hub that commands speak to: that of SOJAE_ADDRESS, else the one that runs on the data folder of SOJAE_HOME.
 *
 * The data folder's own token is never sent to another address: with SOJAE_ADDRESS comes SOJAE_TOKEN.
 * Refuses `hub.not_running`, `hub.address_wrong`, `hub.token_missing`, `home.token_open`.
 */
export async function findHub(environment: NodeJS.ProcessEnv): Promise<HubAddress> {
  const named = environment['SOJAE_ADDRESS']?.replace(/\/+$/, '')
  const givenToken = environment['SOJAE_TOKEN'] || undefined
  if (named) {
    if (!/^https?:$/.test(URL.parse(named)?.protocol ?? '')) throw wrongAddress(named)
    if (givenToken === undefined) throw tokenMissing(named)
    return { address: named, token: givenToken }
  }
  const home = resolveHome(environment)
  const announced = await readAnnouncement(home)
  // A hub that was killed leaves its announcement behind; another program may listen on its port by now.
  if (!announced || !isAlive(announced.pid)) throw notRunning(home)
  return { address: announced.address, token: givenToken ?? (await readToken(home)) }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function notRunning(home: string): Refusal {
  return new Refusal('hub.not_running', {
    en: `No hub runs on ${home}. Start it with: sojae serve (another data folder: set SOJAE_HOME).`,
    ko: `${home}에서 실행 중인 허브가 없습니다. 다음으로 시작하십시오: sojae serve (다른 데이터 폴더는 SOJAE_HOME으로 지정).`,
  }, { home })
}

function wrongAddress(address: string): Refusal {
  return new Refusal('hub.address_wrong', {
    en: `SOJAE_ADDRESS is “${address}”, which is no http address such as http://localhost:4600.`,
    ko: `SOJAE_ADDRESS의 값 “${address}”은(는) http://localhost:4600 같은 http 주소가 아닙니다.`,
  }, { address })
}

function tokenMissing(address: string): Refusal {
  return new Refusal('hub.token_missing', {
    en: `SOJAE_ADDRESS is ${address}; set SOJAE_TOKEN to your token there.`,
    ko: `SOJAE_ADDRESS가 ${address}(으)로 지정되어 있습니다. 그 허브의 토큰을 SOJAE_TOKEN에 지정하십시오.`,
  }, { address })
}
