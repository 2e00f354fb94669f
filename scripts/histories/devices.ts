import type { RecordDraft } from '#stewardship/exchange/record-draft.ts'
import { terms, text } from './draft.ts'
import { madeUp, plusMinus, quantity } from './made-up.ts'

const { made, of, step, test } = madeUp('device')
const BATCH = [1, 2, 3, 4, 5, 6]
const device = (n: number) => `Device ${n} of batch D1`

/** A stack of layers on one glass, put on one after the other, and a batch of six like devices made of it; all of it made up. */
export function devices(): RecordDraft[] {
  const layer = (name: string, before: string, put: readonly [string, string][], method: string, celsius: number, planned?: number) => [
    made('thin_film@1', name),
    step('film_deposition@1', `Deposition: ${name}`, [of(before, 'substrate'), ...put.map(([what, role]) => of(what, role))], [of(name)], {
      film_method: terms(method), substrate_temperature: quantity(celsius, '°C'),
    }, planned === undefined ? {} : { planned: { film_method: terms(method), substrate_temperature: quantity(planned, '°C') } }),
  ]
  return [
    made('substrate@1', 'ITO glass D1', { substrate_material: text('ITO on glass'), thickness: quantity(1.1, 'mm') }),
    ...['Donor polymer', 'Acceptor', 'Zinc acetate sol', 'MoO3', 'Silver', 'Chlorobenzene'].map((name) => made('substance@1', name)),
    made('blend@1', 'Active ink D1', { form: terms('solution') }),
    step('blending@1', 'Blending of ink D1', [
      of('Donor polymer', 'donor', quantity(10, 'mg')), of('Acceptor', 'acceptor', quantity(15, 'mg')),
      of('Chlorobenzene', 'solvent', quantity(1, 'mL')),
    ], [of('Active ink D1')], { mixing_method: terms('solution'), mixing_temperature: quantity(60, '°C'), mixing_time: quantity(720, 'min') }),
    ...layer('D1: ITO/ZnO', 'ITO glass D1', [['Zinc acetate sol', 'layer']], 'spin', 150),
    ...layer('D1: ITO/ZnO/active', 'D1: ITO/ZnO', [['Active ink D1', 'layer']], 'spin', 34, 25),
    test('thickness_measurement@1', 'D1 · thickness of the active layer', 'D1: ITO/ZnO/active', {
      thickness_method: terms('profilometer'), thickness: plusMinus(0.098, 0.004, 'µm'),
    }),
    ...BATCH.map((n) => made('layered_device@1', device(n), {
      layer_sequence: text('glass/ITO/ZnO/active/MoO3/Ag'), active_area: quantity(0.09, 'cm²'),
    })),
    step('film_deposition@1', 'Top electrodes of batch D1', [
      of('D1: ITO/ZnO/active', 'substrate'), of('MoO3', 'layer'), of('Silver', 'layer'),
    ], BATCH.map((n) => of(device(n))), { film_method: terms('evaporation'), chamber_pressure: quantity(0.0002, 'Pa') }, {
      planned: { film_method: terms('evaporation'), chamber_pressure: quantity(0.0001, 'Pa') },
    }),
    ...BATCH.flatMap((n) => tests(n)),
  ]
}

/** Device 2 was tested three times, device 5 shorted, device 6 waits. */
function tests(n: number): RecordDraft[] {
  const light = { irradiance: quantity(100, 'mW/cm²') }
  const name = `D1-${n} · light`
  if (n === 5) {
    return [test('solar_cell_test@1', name, device(n), light, { state: 'failed', note: 'Short circuit through the active layer · 활성층 단락' })]
  }
  if (n === 6) return [test('solar_cell_test@1', name, device(n), light, { state: 'planned' })]
  const results = (efficiency: number) => ({
    ...light, open_circuit_voltage: plusMinus(0.801, 0.002, 'V'), fill_factor: plusMinus(66, 1, '%'),
    conversion_efficiency: plusMinus(efficiency, 0.1, '%'),
  })
  if (n === 2) return [9.1, 9.2, 9].map((efficiency, again) => test('solar_cell_test@1', `${name} ${again + 1}`, device(n), results(efficiency)))
  return [test('solar_cell_test@1', name, device(n), results([9.3, 0, 8.8, 9][n - 1]!))]
}
