/** Five of viridis (van der Walt and Smith 2015) at even steps; it stops before the yellow that white paper swallows. */
const STOPS = ['#440154', '#414487', '#2a788e', '#22a884', '#7ad151'] as const

/** The colours from low to high, for a key. */
export const SCALE_GRADIENT = `linear-gradient(to right, ${STOPS.map(onEitherPaper).join(', ')})`

/** The colour of a share from 0, dark, to 1, light: also in shades of grey and to colour-blind eyes in this order. */
export function scaleColour(share: number): string {
  const place = Math.max(0, Math.min(1, share)) * (STOPS.length - 1)
  const from = Math.min(STOPS.length - 2, Math.floor(place))
  const mixed = [1, 3, 5].map((digit) => {
    const [low, high] = [STOPS[from]!, STOPS[from + 1]!].map((stop) => Number.parseInt(stop.slice(digit, digit + 2), 16)) as [number, number]
    return Math.round(low + (high - low) * (place - from))
  })
  return onEitherPaper(`rgb(${mixed.join(' ')})`)
}

/** The dark end would be lost on dark paper, so there all are lifted alike. */
function onEitherPaper(colour: string): string {
  return `light-dark(${colour}, color-mix(in srgb, ${colour} 70%, white))`
}
