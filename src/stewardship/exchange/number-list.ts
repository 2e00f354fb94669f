/** A list of numbers that takes a few bytes for each, where an array of a million would take several times that. */
export class NumberList {
  #numbers: Int32Array | Float64Array
  #length = 0

  /** `wide` for numbers beyond 31 bits. */
  constructor({ wide = false } = {}) {
    this.#numbers = wide ? new Float64Array(64) : new Int32Array(64)
  }

  get length(): number {
    return this.#length
  }

  at(index: number): number {
    return this.#numbers[index]!
  }

  set(index: number, value: number): void {
    this.#numbers[index] = value
  }

  push(value: number): void {
    if (this.#length === this.#numbers.length) {
      const longer = this.#numbers instanceof Int32Array ? new Int32Array(2 * this.#length) : new Float64Array(2 * this.#length)
      longer.set(this.#numbers)
      this.#numbers = longer
    }
    this.#numbers[this.#length++] = value
  }
}
