import { measure } from './measure.ts'
import { mpea } from './sets.ts'

measure('mpea', mpea(), { seeds: [0] })
