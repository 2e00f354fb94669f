import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'

/**
 * A way to a hub on which the answers to some requests break off after so many bytes, as a proxy that restarts or a cable
 * that is pulled does. `mends` lets everything through from then on.
 */
export async function cutConnection({ address, requests, afterBytes }: { address: string; requests: RegExp; afterBytes: number }) {
  let cuts = true
  const server = createServer((near) => {
    const far = connect(Number(new URL(address).port), 'localhost')
    let came = -1
    near.on('data', (chunk) => {
      came = cuts && requests.test(chunk.toString('latin1')) ? 0 : -1
      far.write(chunk)
    })
    far.on('data', (chunk) => {
      const left = came < 0 ? chunk.length : afterBytes - came
      if (came >= 0) came += chunk.length
      if (left >= chunk.length) near.write(chunk)
      else near.write(chunk.subarray(0, Math.max(0, left)), () => near.destroy())
    })
    for (const [one, other] of [[near, far], [far, near]] as const) one.on('error', () => other.destroy()).on('close', () => other.destroy())
  }).listen(0, 'localhost')
  await once(server, 'listening')
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    mends: () => void (cuts = false),
    close: () => void server.close(),
  }
}
