import type { Refusal } from '#science/refusal.ts'

const FIRST_MILLISECONDS = 1_000
/** A page left open over a weekend asks twice a minute, and only while somebody looks at it. */
const MOST_MILLISECONDS = 30_000

export type HubReturn = {
  /** Calls `act` once, as soon as the hub answers again; gives what forgets it. */
  when(act: () => void): () => void
}

/** What the page is asked: whether the hub answers, whether it is looked at, and to say when it is again. */
export type Surroundings = {
  answers(): Promise<boolean>
  isSeen(): boolean
  whenSeen(act: () => void): void
}

/** Whether a refusal says only that the hub, or its database, cannot be reached at present. */
export function isPassing(refusal: Refusal): boolean {
  // A proxy before a hub that is being started again answers 502 or 504, the hub itself 503.
  return refusal.code === 'web.unreachable' || [502, 503, 504].includes(Number(refusal.details['status']))
}

/**
 * Waits for a hub that went away: asks after one second, then after twice as long each time, up to half a minute, and
 * at once when the page is looked at again; never while nobody waits or looks.
 */
export function createHubReturn({ answers, isSeen, whenSeen }: Surroundings): HubReturn {
  const waiting = new Set<() => void>()
  let pause = FIRST_MILLISECONDS
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking = false

  function plan(): void {
    clearTimeout(timer)
    if (waiting.size > 0) timer = isSeen() ? setTimeout(() => void ask(), pause) : undefined
    // A hub that answers this and refuses the rest would else be asked every second.
    else timer = setTimeout(() => (pause = FIRST_MILLISECONDS), MOST_MILLISECONDS)
  }

  async function ask(): Promise<void> {
    if (asking || waiting.size === 0) return
    asking = true
    const isBack = await answers().catch(() => false)
    asking = false
    pause = Math.min(MOST_MILLISECONDS, 2 * pause)
    if (isBack) {
      const acts = [...waiting]
      waiting.clear()
      for (const act of acts) act()
    }
    plan()
  }

  whenSeen(() => {
    if (isSeen()) void ask()
    else plan()
  })

  return {
    when(act) {
      waiting.add(act)
      if (waiting.size === 1) plan()
      return () => void waiting.delete(act)
    },
  }
}
