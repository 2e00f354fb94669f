import { hash, verify } from '@node-rs/argon2'

/** OWASP Password Storage Cheat Sheet (2025): argon2id, 19 MiB, 2 passes, 1 lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** What is kept of a password. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST)
}

/** A hash of no one's password: an unknown address takes as long to refuse as a wrong password. */
let nobody: Promise<string> | undefined

/** Whether this is the password that `kept` was made from; where nothing is kept it takes as long to say no. */
export async function verifyPassword(kept: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword('no account has this password')
  const isRight = await verify(kept ?? (await nobody), password)
  return isRight && kept !== null
}
