// A hub of a folder, started for a benchmark, and what is asked of it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import process from 'node:process'

export type Figures = { readonly n: number; readonly p50: number; readonly p95: number; readonly max: number }

/** Starts the hub of `folder` on `port`; `ask` gives the milliseconds that an answer of `/api/v1/hubs/main/…` took, and its body. */
export async function startHub(folder: string, port: number) {
  const hub = spawn(join(import.meta.dirname, '../../bin/sojae'), ['serve', '--port', String(port)], {
    env: { ...process.env, SOJAE_HOME: resolve(folder) }, stdio: ['ignore', 'pipe', 'inherit'],
  })
  process.on('exit', () => hub.kill('SIGTERM'))
  let answers = false
  for await (const text of hub.stdout) if ((answers = String(text).includes('Sojae is at'))) break
  if (!answers) throw new Error('the hub did not start')
  const token = (await readFile(join(resolve(folder), 'token'), 'utf8')).trim()
  async function ask<T>(path: string, body?: unknown): Promise<{ ms: number; body: T }> {
    const started = performance.now()
    const address = `http://localhost:${port}/api/v1${path.startsWith('/') ? path : `/hubs/main/${path}`}`
    const answer = await fetch(address, {
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    })
    const read = await answer.json() as T
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${JSON.stringify(read)}`)
    return { ms: performance.now() - started, body: read }
  }
  const stop = async () => {
    hub.kill('SIGINT')
    await once(hub, 'exit')
  }
  return { ask, stop, pid: hub.pid! }
}

/** Median, 95th percentile and longest in milliseconds; of a question that is asked again unchanged, the longest was the one that was not kept. */
export function figuresOf(times: readonly number[]): Figures {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]! * 10) / 10
  return { n: sorted.length, p50: at(0.5), p95: at(0.95), max: at(1) }
}
