import { measure } from './measure.ts'
import { obelix } from './sets.ts'

measure('obelix', obelix(), { seeds: [0], logTarget: true })
