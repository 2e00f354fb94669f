/**
 * How many significant digits of a value its standard deviation leaves: those down to the second digit of the sd.
 *
 * 523.4 with an sd of 21 has three (523), with 210 two (520); 0 where the value vanishes within its sd, 6 at most, 3
 * where there is no sd.
 */
export function digitsLeft(value: number, sd: number | null): number {
  if (value === 0 || sd === null || !(sd > 0)) return 3
  const digits = Math.floor(Math.log10(Math.abs(value))) - Math.floor(Math.log10(sd)) + 2
  return Math.max(0, Math.min(digits, 6))
}
