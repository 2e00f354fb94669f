import type { Asked, Outcome } from '../command.ts'
import { serve } from '../host/serve.ts'
import type { serveOptions } from './hub.ts'

/** Starts the hub; it then runs until it is stopped. */
export async function run({ options, language }: Asked<typeof serveOptions>): Promise<Outcome> {
  await serve({ port: options.port, host: options.host, examples: options.examples, language })
  return 'raw'
}
