import { config } from 'zod'

// Zod tries whether it may compile code; the hub's content security policy forbids that and would report each try.
config({ jitless: true })
