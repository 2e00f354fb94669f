/** error = floor + rise · rows^(−rate): what no number of rows would lessen, and how the rest falls. */
export type LearningLaw = { readonly floor: number; readonly rise: number; readonly rate: number }

/** Beyond so many times the rows at hand a law fitted to them says nothing. */
export const FARTHEST = 10

/** The error that a law foretells of a learner that saw so many rows. */
export function errorForRows({ floor, rise, rate }: LearningLaw, rows: number): number {
  return floor + rise * rows ** -rate
}

/** Rows needed for an error, by the law; null where it lies at or below the floor, or farther than ten times `rows`. */
export function rowsForError({ floor, rise, rate }: LearningLaw, error: number, rows: number): number | null {
  if (!(error > floor)) return null
  const needed = Math.ceil((rise / (error - floor)) ** (1 / rate))
  return needed <= FARTHEST * rows ? needed : null
}
