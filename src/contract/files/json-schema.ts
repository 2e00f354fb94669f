import { z } from 'zod'
import { RecipeSchema } from '../schemas/recipe.ts'
import { RecordLineSchema } from '../schemas/record-draft.ts'
import { TableDefinitionSchema } from '../schemas/table.ts'
import { WrittenTemplateSchema } from '../schemas/template.ts'
import { CampaignFileSchema } from './campaign-file.ts'
import { ModelFileSchema } from './model-file.ts'

/** JSON Schemas (draft 2020-12) of the files that users write or get, by the name of the file format. */
export function jsonSchemas(): Record<'template' | 'recipe' | 'table' | 'campaign' | 'record-draft' | 'model', object> {
  return {
    template: inputSchema(WrittenTemplateSchema),
    recipe: inputSchema(RecipeSchema),
    table: inputSchema(TableDefinitionSchema),
    campaign: inputSchema(CampaignFileSchema),
    'record-draft': inputSchema(RecordLineSchema),
    model: inputSchema(ModelFileSchema),
  }
}

// A user writes the input: what has a default may be left out.
function inputSchema(schema: z.ZodType): object {
  return z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' })
}
