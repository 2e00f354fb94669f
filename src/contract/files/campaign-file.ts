import { z } from 'zod'
import { TextSchema } from '../schemas/text.ts'
import { readYaml } from './read-yaml.ts'

const symbol = z.string().regex(/^[A-Z][a-z]?$/, 'an element symbol is written as Fe')

/** The file format of `campaign.yaml`: a model to train on a table, and candidates to rank with it. */
export const CampaignFileSchema = z
  .strictObject({
    name: TextSchema,
    /** Columns of the table that stands beside the file. */
    target: z.string().min(1),
    inputs: z.array(z.string().min(1)).min(1),
    goal: z.enum(['max', 'min']),
    process: z.string().regex(/^[a-z][a-z0-9_]*@\d+$/, 'a template is written name@version'),
    /** Every equimolar choice of `choose` metals that holds all of `must_contain`, with the atoms of `with` added. */
    candidates: z.strictObject({
      column: z.string().min(1),
      metals: z.array(symbol).min(1),
      choose: z.int().positive(),
      must_contain: z.array(symbol).optional(),
      with: z.record(symbol, z.number().positive()).optional(),
    }),
  })
  .meta({ id: 'CampaignFile' })

export type CampaignFile = z.output<typeof CampaignFileSchema>

/** The campaign that a `campaign.yaml` states; refuses `file.*` with line, path and what is expected. */
export function parseCampaignFile(text: string, file: string): CampaignFile {
  return readYaml(text, file, CampaignFileSchema)
}
