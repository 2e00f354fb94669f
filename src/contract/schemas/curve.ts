import { z } from 'zod'

/** A curve for drawing: its extremes and gaps stay, however few points are asked for. */
export const DrawnCurveSchema = z
  .object({
    axes: z.array(z.object({ name: z.string(), unit: z.string(), values: z.array(z.number().nullable()) })),
    /** Points of the whole curve, and how many of them are drawn. */
    points: z.int(),
    drawn: z.int(),
  })
  .meta({ id: 'DrawnCurve' })

/** Curves that are looked at together. */
export const MOST_COMPARED = 50
