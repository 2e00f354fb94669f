/** A bar under a micrograph: how wide it is beside the picture, and the length that it stands for. */
export type ScaleBar = { readonly share: number; readonly length: number; readonly unit: string }

const UNITS = [['m', 1], ['cm', 1e-2], ['mm', 1e-3], ['µm', 1e-6], ['nm', 1e-9], ['pm', 1e-12]] as const

/**
 * The longest bar of 1, 2 or 5 times a power of ten that takes at most a quarter of a picture's width.
 *
 * Example: 1000 pixels of 12.5 nm are 12.5 µm wide, so the bar is 2 µm, 0.16 of the width.
 */
export function scaleBar(widthMetres: number): ScaleBar {
  const most = widthMetres / 4
  const power = Math.floor(Math.log10(most) + 1e-9)
  // Written out as decimals, so that 5 × 10⁻⁷ m is 500 nm and not 500.00000000000006.
  const digit = [5, 2, 1].find((each) => Number(`${each}e${power}`) <= most * (1 + 1e-9)) ?? 1
  const [unit, metres] = UNITS.find(([, size]) => Number(`${digit}e${power}`) >= size * (1 - 1e-9)) ?? UNITS.at(-1)!
  const length = Number(`${digit}e${power - Math.round(Math.log10(metres))}`)
  return { share: Number(`${digit}e${power}`) / widthMetres, length, unit }
}
