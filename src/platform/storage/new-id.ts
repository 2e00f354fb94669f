import { randomFillSync } from 'node:crypto'

let lastMilliseconds = 0
let sequence = 0
/** Random bytes of the next ids: drawn one id at a time they cost more than the rest of it. */
const drawn = Buffer.alloc(16 * 256)
let used = drawn.length

/**
 * A new UUIDv7 (RFC 9562, section 5.7): sortable by time of making.
 *
 * Within one millisecond of one process, the 12 bits `rand_a` count up (section 6.2, method 1), so ids made in a
 * row sort in the order of making.
 */
export function newId(now: number = Date.now()): string {
  if (now > lastMilliseconds) {
    lastMilliseconds = now
    sequence = 0
  } else if (++sequence > 0xfff) {
    lastMilliseconds++
    sequence = 0
  }
  if (used === drawn.length) {
    randomFillSync(drawn)
    used = 0
  }
  const bytes = drawn.subarray(used, (used += 16))
  bytes.writeUIntBE(lastMilliseconds, 0, 6)
  bytes.writeUInt16BE(0x7000 | sequence, 6)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
