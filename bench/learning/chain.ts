// What a chain over the stages gains on measured alloys: composition and process → phases, grain size, hardness → strength.
// Rows that stop at the hardness take part in the chain and not in the flat model; both are judged on the same folds.
import { writeFileSync } from 'node:fs'
import { trainChain } from '#discovery/learning/chain/chain.ts'
import type { RegressionErrors } from '#discovery/learning/card.ts'
import { machine } from '../machine.ts'
import { mpeaStages } from './sets.ts'

const table = mpeaStages()
const chains = [['HV'], ['BCC/FCC/other', 'HV'], ['BCC/FCC/other', 'grain size', 'HV']]
const short = ({ mae, rmse, crps, coverage }: RegressionErrors) => ({ mae, rmse, crps, coverage90: coverage['90'] })
const runs = chains.map((observed) => {
  const start = performance.now()
  const { judged: { chain, flat, informed, gain, whole, partial }, uses } = trainChain(table, { observed, seed: 0 }).chain!
  const run = {
    observed, rows: { whole, partial }, chain: short(chain), flat: short(flat), gain, uses,
    informed: informed && { rows: informed.rows, ...short(informed.knowing), blindMae: informed.blind },
    seconds: Math.round((performance.now() - start) / 100) / 10,
  }
  console.log(JSON.stringify(run))
  return run
})
writeFileSync(new URL('../results/chain.json', import.meta.url),
  `${JSON.stringify({ name: 'chain', machine: machine(), family: 'auto', runs }, (_, v) => (typeof v === 'number' ? Number(v.toPrecision(5)) : v), 1)}\n`)
