// The templates of a large hub that never was: 87 families of materials (as many as China's NMDMS has), each with the
// eleven steps of its life over all five stages. Names of fields are shared between families, as in a real hub.
import type { Field, Template } from '#record/templates/template.ts'
import type { Stage } from '#record/stages.ts'

export const FAMILIES = 87

/** A numeric field with the median and the spread (standard deviation of the natural logarithm) that its values have. */
export type Quantified = { readonly name: string; readonly unit: string; readonly median: number; readonly spread: number }

const q = (name: string, unit: string, median: number, spread = 0.4): Quantified => ({ name, unit, median, spread })

export const STEPS = {
  composition: [q('density', 'g/cm^3', 6), q('melting_point', 'K', 1500, 0.2)],
  synthesis: [
    q('temperature', 'degC', 900, 0.3), q('time', 'h', 6, 0.9), q('heating_rate', 'K/min', 5, 0.5), q('pressure', 'kPa', 100, 1),
    q('batch_mass', 'g', 50, 1), q('cooling_rate', 'K/min', 8, 0.7), q('milling_time', 'h', 4, 0.8), q('oxygen', 'ppm', 200, 1),
  ],
  specimen: [q('thickness', 'mm', 2, 0.6), q('mass', 'g', 5, 0.8)],
  microstructure: [
    q('grain_size', 'µm', 20, 1), q('porosity', '%', 2, 0.8), q('lattice_parameter', 'Å', 4, 0.2),
    q('second_phase', '%', 5, 1), q('dislocation_density', 'm^-2', 1e13, 1),
  ],
  test: [
    q('test_temperature', 'K', 300, 0.3), q('strain_rate', 's^-1', 1e-3, 0.8), q('humidity', '%', 40, 0.3),
    q('yield_strength', 'MPa', 500, 0.6), q('tensile_strength', 'MPa', 800, 0.5), q('elongation', '%', 12, 0.7),
    q('youngs_modulus', 'GPa', 150, 0.4), q('hardness', 'HV', 250, 0.5), q('thermal_conductivity', 'W m^-1 K^-1', 20, 0.9),
  ],
  coating: [
    q('coating_speed', 'm/min', 3, 0.7), q('wet_thickness', 'µm', 120, 0.4), q('drying_temperature', 'degC', 110, 0.2),
    q('drying_time', 'min', 12, 0.6), q('solid_content', '%', 45, 0.3), q('viscosity', 'Pa s', 3, 0.8),
    q('line_tension', 'N', 40, 0.4), q('web_width', 'mm', 250, 0.3), q('room_humidity', '%', 30, 0.4), q('scrap', '%', 6, 0.8),
  ],
  film: [q('areal_mass', 'mg/cm^2', 10, 0.5), q('dry_thickness', 'µm', 60, 0.4), q('width', 'mm', 240, 0.2), q('length', 'm', 30, 0.8)],
  film_test: [
    q('adhesion', 'N/m', 15, 0.6), q('roughness', 'nm', 300, 0.8), q('sheet_resistance', 'ohm', 20, 1), q('film_density', 'g/cm^3', 3, 0.3),
    q('film_porosity', '%', 30, 0.3), q('bend_radius', 'mm', 5, 0.5), q('defects', 'm^-2', 12, 1), q('gloss', '%', 50, 0.4),
    q('uniformity', '%', 95, 0.03),
  ],
  assembly: [
    q('stack_pressure', 'MPa', 1, 0.7), q('lamination_temperature', 'degC', 120, 0.2), q('cycle_time', 's', 40, 0.5),
    q('alignment_error', 'µm', 15, 0.7), q('dew_point', 'degC', 20, 0.2), q('electrolyte_volume', 'mL', 2, 0.5),
    q('weld_energy', 'J', 300, 0.3), q('torque', 'N m', 4, 0.3), q('yield', '%', 92, 0.05), q('line_cost', 'MJ', 3, 0.5),
  ],
  device: [q('area', 'cm^2', 25, 0.8), q('device_mass', 'g', 40, 0.6), q('volume', 'cm^3', 15, 0.6), q('layers', '1', 6, 0.5)],
  performance: [
    q('ambient_temperature', 'K', 298, 0.05), q('load', 'W', 10, 0.9), q('efficiency', '%', 70, 0.2), q('capacity', 'mA h', 900, 0.7),
    q('energy_density', 'W h/kg', 180, 0.4), q('power_density', 'W/kg', 400, 0.6), q('lifetime', 'h', 4000, 0.9),
    q('degradation', '%', 8, 0.7), q('noise', 'mV', 5, 0.8), q('failure_current', 'A', 12, 0.7),
  ],
} as const satisfies Record<string, readonly Quantified[]>

export type Step = keyof typeof STEPS

const PLACES: Record<Step, readonly [Template['kind'], Stage]> = {
  composition: ['material', 'design'], synthesis: ['process', 'design'], specimen: ['material', 'design'],
  microstructure: ['measurement', 'property'], test: ['measurement', 'property'],
  coating: ['process', 'processability'], film: ['material', 'processability'], film_test: ['measurement', 'processability'],
  assembly: ['process', 'fabrication'], device: ['material', 'fabrication'], performance: ['measurement', 'performance'],
}

/** Words of the one field of terms that synthesis and microstructure have. */
export const ROUTES = ['sintered', 'cast', 'sol_gel', 'sputtered', 'milled', 'printed'] as const
export const PHASES = ['cubic', 'tetragonal', 'hexagonal', 'amorphous', 'orthorhombic', 'layered'] as const

export function templateOf(family: number, step: Step): string {
  return `f${String(family).padStart(2, '0')}_${step}`
}

/** The 957 templates. */
export function templates(): Template[] {
  const steps = Object.keys(STEPS) as Step[]
  return Array.from({ length: FAMILIES }, (_, family) => steps.map((step): Template => {
    const [kind, stage] = PLACES[step]
    const name = templateOf(family, step)
    const text = (word: string) => ({ en: word.replaceAll('_', ' '), ko: word.replaceAll('_', ' ') })
    const role = kind === 'material' ? 'attribute' : kind === 'process' ? 'parameter' : 'result'
    const fields: Field[] = [
      ...(step === 'composition' ? [{
        name: 'composition', label: text('composition'), type: 'composition', role, obligation: 'required', group: 'composition',
      } as const] : []),
      ...(step === 'synthesis' ? [termField('route', ROUTES, role)] : []),
      ...(step === 'microstructure' ? [termField('phase', PHASES, role)] : []),
      ...STEPS[step].map((field): Field => (
        {
          name: field.name, label: text(field.name), type: 'quantity', role, obligation: 'optional', unit: field.unit,
          ...(step === 'microstructure' ? { group: 'structure' } : {}),
        }
      )),
    ]
    return {
      template: name, version: 1, kind, stage, label: text(name), fields,
      // What was measured on the specimen's structure holds for the film and the device made of it.
      ...(kind === 'process' ? { keeps: step === 'synthesis' ? ['composition'] : ['composition', 'structure'] } : {}),
    }
  })).flat()
}

function termField(name: string, terms: readonly string[], role: Field['role']): Field {
  const vocabulary = terms.map((term) => ({ term, label: { en: term, ko: term } }))
  return { name, label: { en: name, ko: name }, type: 'terms', role, obligation: 'optional', vocabulary }
}
