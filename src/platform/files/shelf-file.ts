import { randomBytes } from 'node:crypto'
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { diskFailure } from '../disk-failure.ts'

const WINDOW_BYTES = 65_536
const LENGTH_BYTES = 4

/**
 * Texts put away in a file of `folder` that has no name, so that nothing of it stays behind however the process ends.
 *
 * `put` says where a text lies, `at` gives it back; what lies side by side is read and written together. Both throw
 * `home.disk_full` and `home.unwritable`.
 */
export class ShelfFile {
  readonly #folder: string
  readonly #file: number
  /** Bytes that are in the file; those after them wait to be written. */
  #written = 0
  #waiting: Buffer[] = []
  #waitingBytes = 0
  #window = Buffer.alloc(0)
  #windowStart = 0

  constructor(folder: string) {
    this.#folder = folder
    const path = join(folder, randomBytes(12).toString('hex'))
    try {
      this.#file = openSync(path, 'wx+', 0o600)
      unlinkSync(path)
    } catch (error) {
      throw diskFailure(error, folder)
    }
  }

  put(text: string): number {
    const place = this.#written + this.#waitingBytes
    const bytes = Buffer.allocUnsafe(LENGTH_BYTES + Buffer.byteLength(text))
    bytes.writeUInt32LE(bytes.length - LENGTH_BYTES)
    bytes.write(text, LENGTH_BYTES)
    this.#waiting.push(bytes)
    this.#waitingBytes += bytes.length
    if (this.#waitingBytes >= WINDOW_BYTES) this.#writeWaiting()
    return place
  }

  at(place: number): string {
    const length = this.#bytesAt(place, LENGTH_BYTES).readUInt32LE()
    return this.#bytesAt(place + LENGTH_BYTES, length).toString()
  }

  /** Where the text after one lies. */
  after(place: number, text: string): number {
    return place + LENGTH_BYTES + Buffer.byteLength(text)
  }

  close(): void {
    closeSync(this.#file)
  }

  #bytesAt(place: number, length: number): Buffer {
    if (place + length > this.#written) this.#writeWaiting()
    const isInWindow = place >= this.#windowStart && place + length <= this.#windowStart + this.#window.length
    if (!isInWindow) {
      const wanted = Math.min(Math.max(length, WINDOW_BYTES), this.#written - place)
      if (this.#window.length !== wanted) this.#window = Buffer.alloc(wanted)
      readFully(this.#file, this.#window, place)
      this.#windowStart = place
    }
    return this.#window.subarray(place - this.#windowStart, place - this.#windowStart + length)
  }

  #writeWaiting(): void {
    const bytes = Buffer.concat(this.#waiting)
    try {
      for (let done = 0; done < bytes.length;) done += writeSync(this.#file, bytes, done, bytes.length - done, this.#written + done)
    } catch (error) {
      throw diskFailure(error, this.#folder)
    }
    this.#written += bytes.length
    this.#waiting = []
    this.#waitingBytes = 0
  }
}

function readFully(file: number, into: Buffer, from: number): void {
  for (let done = 0; done < into.length;) {
    const read = readSync(file, into, done, into.length - done, from + done)
    if (read === 0) throw new Error(`A shelf ends at ${from + done}, where more was put`)
    done += read
  }
}
