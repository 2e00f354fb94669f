import type { Text } from '#science/refusal.ts'

/** How far a long calculation has come, from 0 to 1, and what it is doing. */
export type Progress = { readonly fraction: number; readonly step: Text }

export type OnProgress = (progress: Progress) => void

/** Hears the progress of a part of a calculation as the stretch `from`…`to` of the whole. */
export function partOf(onProgress: OnProgress, from: number, to: number): OnProgress {
  return ({ fraction, step }) => onProgress({ fraction: from + (to - from) * fraction, step })
}
