// Property tests draw the same numbers in every run, so that a change is judged by what it changes. To search further:
// SOJAE_TEST_RUNS=30000 npm test -- units    (that many draws, new ones each time)
import fc from 'fast-check'

const runs = process.env['SOJAE_TEST_RUNS']
fc.configureGlobal(runs ? { numRuns: Number(runs) } : { seed: 20_240_808 })
