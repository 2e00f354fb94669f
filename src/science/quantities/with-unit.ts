/** A number's text with its unit behind it, as the unit is written; alone where it has none. */
export function withUnit(number: string, unit: string | null | undefined): string {
  return unit && unit !== '1' ? `${number} ${unit}` : number
}
