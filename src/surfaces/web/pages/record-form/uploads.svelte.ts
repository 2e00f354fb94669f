let underWay = $state(0)

/** Files on their way to the hub: a form that is sent before they are there would go without them. */
export const uploads = {
  get underWay() {
    return underWay
  },
  /** What `work` answers; counted until it has. */
  async during<T>(work: Promise<T>): Promise<T> {
    underWay++
    try {
      return await work
    } finally {
      underWay--
    }
  },
}
