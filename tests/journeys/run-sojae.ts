import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import type { z } from 'zod'
import { hubEnvironment, SOJAE } from './running-hub.ts'

export type Ran = { readonly status: number | null; readonly out: string; readonly err: string; readonly bytes: Buffer }

export type RunOptions = {
  /** Data folder of the hub to speak to. */
  readonly home: string
  readonly env?: NodeJS.ProcessEnv
  /** Called with what stands on stderr so far, at every piece. */
  readonly onRemark?: (err: string, interrupt: () => void) => void
}

/** Runs `sojae` with arguments, as a user would, and answers what it printed and its exit status. */
export async function runSojae(args: readonly string[], { home, env = {}, onRemark }: RunOptions): Promise<Ran> {
  const child = spawn(SOJAE, args, { env: { ...hubEnvironment(home), ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const out: Buffer[] = []
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString()
    onRemark?.(err, () => child.kill('SIGINT'))
  })
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  const bytes = Buffer.concat(out)
  return { status, out: bytes.toString(), err, bytes }
}

/** Runs a command with `--json` and holds its answer to a schema of the contract. */
export async function askSojae<S extends z.ZodType>(
  schema: S, args: readonly string[], options: RunOptions,
): Promise<z.output<S>> {
  const { status, out, err } = await runSojae([...args, '--json'], options)
  assert.equal(status, 0, `sojae ${args.join(' ')}: ${err}`)
  return schema.parse(JSON.parse(out))
}
