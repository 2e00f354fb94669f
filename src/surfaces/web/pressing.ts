/** Whoever waits until nothing is pressed. */
let waiting: (() => void)[] = []
let isPressed = false

addEventListener('pointerdown', () => (isPressed = true), { capture: true })
// The click comes after the pointer is up: it must still find what was pressed where it was.
for (const end of ['pointerup', 'pointercancel'] as const) addEventListener(end, () => setTimeout(release), { capture: true })
addEventListener('blur', release)

function release(): void {
  isPressed = false
  const woken = waiting
  waiting = []
  for (const wake of woken) wake()
}

/** Resolves at once, or when what is pressed has been let go: a page that moves between press and release takes the click from its button. */
export function released(): Promise<void> {
  return isPressed ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve()
}
