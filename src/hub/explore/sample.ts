/**
 * At most `most` of the things, in their order: those whose ids have the smallest hashes, so that everybody sees the same,
 * and more records change little of it.
 */
export function sampleById<Thing>(things: readonly Thing[], idOf: (thing: Thing) => string, most: number): readonly Thing[] {
  if (things.length <= most) return things
  const hashes = things.map((thing) => hashOf(idOf(thing)))
  const order = things.map((_, index) => index).sort((a, b) => hashes[a]! - hashes[b]! || a - b)
  return order.slice(0, most).sort((a, b) => a - b).map((index) => things[index]!)
}

/** FNV-1a with the finalizer of MurmurHash3 (Appleby 2011), for ids of one import differ in a few digits only. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
