import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Actor } from '#hub/actor.ts'
import type { Installation } from '#hub/installation.ts'

/** What the routes of one running hub share. */
export type Serving = {
  readonly at: Installation
  readonly version: string
  /** The one-time code of the first sign-in, while the hub waits for its administrator. */
  readonly setupCode: string
}

export type Environment = { Variables: { actor: Actor | null; token: string | null } }

export type App = OpenAPIHono<Environment>
