/** A physical constant: its value as the source prints it, in `unit`; `uncertainty` is null where SI fixes it. */
export type Constant = {
  readonly name: string
  readonly value: string
  readonly unit: string
  readonly uncertainty: string | null
  readonly year: number
  readonly source: string
}

// Mohr, Newell, Taylor, Tiesinga, CODATA recommended values of the fundamental physical constants: 2022,
// Rev. Mod. Phys. 97, 025002 (2025), and physics.nist.gov/constants.
const CODATA = { year: 2022, source: 'CODATA 2022, doi:10.1103/RevModPhys.97.025002' } as const
// Values fixed by definition: SI Brochure, 9th edition (2019), section 2.2.
const SI = { uncertainty: null, year: 2019, source: 'SI Brochure, 9th edition (2019), section 2.2' } as const

/** The constants that units are made of, and the few that formulas of materials science need. */
export const CONSTANTS = {
  speedOfLight: { name: 'speed of light in vacuum', value: '299792458', unit: 'm/s', ...SI },
  planck: { name: 'Planck constant', value: '6.62607015e-34', unit: 'J·s', ...SI },
  elementaryCharge: { name: 'elementary charge', value: '1.602176634e-19', unit: 'C', ...SI },
  boltzmann: { name: 'Boltzmann constant', value: '1.380649e-23', unit: 'J/K', ...SI },
  avogadro: { name: 'Avogadro constant', value: '6.02214076e23', unit: '1/mol', ...SI },
  // The products k·N_A and e·N_A, exact.
  gas: { name: 'molar gas constant', value: '8.31446261815324', unit: 'J/(mol·K)', ...SI },
  faraday: { name: 'Faraday constant', value: '96485.3321233100184', unit: 'C/mol', ...SI },
  atomicMass: {
    name: 'atomic mass constant', value: '1.66053906892e-27', unit: 'kg', uncertainty: '0.00000000052e-27', ...CODATA,
  },
  electronMass: {
    name: 'electron mass', value: '9.1093837139e-31', unit: 'kg', uncertainty: '0.0000000028e-31', ...CODATA,
  },
  hartree: {
    name: 'Hartree energy', value: '4.3597447222060e-18', unit: 'J', uncertainty: '0.0000000000048e-18', ...CODATA,
  },
  rydberg: {
    name: 'Rydberg energy', value: '2.1798723611030e-18', unit: 'J', uncertainty: '0.0000000000024e-18', ...CODATA,
  },
  bohr: {
    name: 'Bohr radius', value: '5.29177210544e-11', unit: 'm', uncertainty: '0.00000000082e-11', ...CODATA,
  },
  bohrMagneton: {
    name: 'Bohr magneton', value: '9.2740100657e-24', unit: 'J/T', uncertainty: '0.0000000029e-24', ...CODATA,
  },
  nuclearMagneton: {
    name: 'nuclear magneton', value: '5.0507837393e-27', unit: 'J/T', uncertainty: '0.0000000016e-27', ...CODATA,
  },
  vacuumPermittivity: {
    name: 'vacuum electric permittivity', value: '8.8541878188e-12', unit: 'F/m', uncertainty: '0.0000000014e-12',
    ...CODATA,
  },
} as const satisfies Record<string, Constant>
