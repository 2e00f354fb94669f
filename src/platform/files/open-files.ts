import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { openBucket } from './bucket.ts'
import type { Bucket } from './bucket.ts'
import { bucketIn } from './bucket-address.ts'
import { corrupt, keyOf, missing, openFileStore } from './file-store.ts'
import type { FileStore, LocalFileStore } from './file-store.ts'

/**
 * The store that SOJAE_FILES names, or that of the folder. Throws `files.*` where a bucket cannot be used.
 *
 * What has come only in part, and what is being written, lies in the folder in either case.
 */
export async function openFiles(folder: string, environment: NodeJS.ProcessEnv = process.env): Promise<FileStore> {
  const address = bucketIn(environment)
  const local = await openFileStore(folder)
  if (!address) return local
  const bucket = openBucket(address)
  await bucket.check()
  return inBucket(bucket, local)
}

/** Files as objects of a bucket, under the keys that are their paths in a folder: one may be copied over into the other. */
export function inBucket(bucket: Bucket, local: LocalFileStore): FileStore {
  const path = (sha256: string) => `${bucket.name}/${keyOf(sha256)}`
  const sizeOf = async (sha256: string) => (await bucket.size(keyOf(sha256))) ?? raise(missing(sha256, path(sha256)))
  async function read(sha256: string, range?: { start: number; end: number }): Promise<AsyncIterable<Buffer>> {
    return (await bucket.read(keyOf(sha256), range)) ?? raise(missing(sha256, path(sha256)))
  }
  async function* verified(content: AsyncIterable<Buffer>, sha256: string): AsyncGenerator<Buffer> {
    const hash = createHash('sha256')
    for await (const piece of content) {
      hash.update(piece)
      yield piece
    }
    if (hash.digest('hex') !== sha256) throw corrupt(sha256, path(sha256))
  }
  async function place(temporary: string, { sha256, size }: { sha256: string; size: number }): Promise<void> {
    if ((await bucket.size(keyOf(sha256))) !== size) await bucket.send(keyOf(sha256), temporary, size)
  }

  return {
    partial: local.partial, shelf: local.shelf, aside: local.aside, room: local.room, clearIncoming: local.clearIncoming, path, size: sizeOf,
    remove: (sha256) => bucket.remove(keyOf(sha256)),
    has: async (sha256) => (await bucket.size(keyOf(sha256))) !== undefined,
    async put(content, limits) {
      const { temporary, ...stored } = await local.write(content, limits)
      try {
        await place(temporary, stored)
        return stored
      } finally {
        await rm(temporary, { force: true })
      }
    },
    async adopt(id, stored) {
      await place(local.partial.path(id), stored)
      await local.partial.discard(id)
    },
    async open(sha256, { verify = false } = {}) {
      const content = await read(sha256)
      return Readable.from(verify ? verified(content, sha256) : content, { objectMode: false })
    },
    async parts(sha256, { verify = false } = {}) {
      const size = await sizeOf(sha256)
      if (verify) for await (const _ of verified(await read(sha256), sha256)) continue
      return { size, range: (start, end) => (start < end ? ranged(() => read(sha256, { start, end })) : Readable.from([])) }
    },
  }
}

async function* ranged(read: () => Promise<AsyncIterable<Buffer>>): AsyncGenerator<Buffer> {
  yield* await read()
}

function raise(error: Error): never {
  throw error
}
