import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jsonSchemas } from './json-schema.ts'

test('every file that users write or get has a JSON Schema, and what has a default is not required in it', () => {
  const schemas = jsonSchemas()
  assert.deepEqual(Object.keys(schemas).sort(), ['campaign', 'model', 'recipe', 'record-draft', 'table', 'template'])
  for (const schema of Object.values(schemas)) {
    assert.equal((schema as { $schema: string }).$schema, 'https://json-schema.org/draft/2020-12/schema')
  }
  const { $defs } = schemas.recipe as unknown as { $defs: { Recipe: { required: string[] } } }
  assert.deepEqual($defs.Recipe.required, ['recipe', 'version', 'title', 'file', 'columns', 'records'])
})
