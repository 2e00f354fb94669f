import { createHash, randomBytes } from 'node:crypto'

/** A new secret for whoever is to hold it, and what is kept of it here: its SHA-256. */
export function newSecret(): { secret: string; hash: Uint8Array } {
  const secret = randomBytes(32).toString('base64url')
  return { secret, hash: hashOf(secret) }
}

/** What is kept of a secret; 256 random bits need no slow hash. */
export function hashOf(secret: string): Uint8Array {
  return createHash('sha256').update(secret).digest()
}

const DAY = 24 * 60 * 60 * 1000

/** The moment that lies so many days after another. */
export function daysAfter(at: Date, days: number): Date {
  return new Date(at.getTime() + days * DAY)
}
