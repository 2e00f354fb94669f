import type { App } from './serving.ts'

type Config = Parameters<App['getOpenAPI31Document']>[0]

/** The OpenAPI document of an app, with what may be null said so that null passes. */
export function documentOf(app: App, config: Config): object {
  return withNulls(app.getOpenAPI31Document(config)) as object
}

/**
 * A named schema that may be null is written by the generator as `allOf` of itself and `["object", "null"]`, which nothing
 * null passes; it becomes `anyOf` of itself and null. (@asteasolutions/zod-to-openapi, as of @hono/zod-openapi 1.6.3.)
 */
function withNulls(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withNulls)
  if (typeof node !== 'object' || node === null) return node
  const { allOf, ...rest } = node as { allOf?: { $ref?: string; type?: unknown }[] }
  const [named, other] = allOf ?? []
  if (allOf?.length === 2 && named?.$ref && Array.isArray(other?.type) && other.type.includes('null')) {
    const { type: _, ...described } = other
    return { anyOf: [named, { type: 'null' }], ...described, ...rest }
  }
  return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, withNulls(value)]))
}
