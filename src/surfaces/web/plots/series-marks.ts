// The five stage colours are apart for every kind of colour vision, in light and dark (theme.css); the ink is a sixth.
const COLOURS = [
  '--stage-property', '--stage-performance', '--stage-processability', '--stage-design', '--stage-fabrication', '--ink',
] as const
/** Beyond six curves a dash tells apart what has one colour. */
const DASHES = ['', '7 4', '2 4', '12 4 2 4', '12 3 5 3', '1 6', '16 6', '8 3 2 3 2 3', '4 8'] as const

/** How the curve at a place in a legend is drawn; 54 places differ. */
export function seriesMark(place: number): { readonly colour: string; readonly dash: string } {
  return {
    colour: `var(${COLOURS[place % COLOURS.length]!})`,
    dash: DASHES[Math.floor(place / COLOURS.length) % DASHES.length]!,
  }
}
