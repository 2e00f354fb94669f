import type { MainModule } from '@rdkit/rdkit'

/** Under RDKit's name for it, what a descriptor is called, with its unit. */
const DESCRIPTORS = [
  ['amw', 'molecular weight (g/mol)'],
  ['CrippenClogP', 'logP (Crippen)'],
  ['CrippenMR', 'molar refractivity (Crippen)'],
  ['tpsa', 'topological polar surface area (Å²)'],
  ['labuteASA', 'approximate surface area (Labute) (Å²)'],
  ['NumHBD', 'hydrogen bond donors'],
  ['NumHBA', 'hydrogen bond acceptors'],
  ['NumRotatableBonds', 'rotatable bonds'],
  ['NumHeavyAtoms', 'heavy atoms'],
  ['NumHeteroatoms', 'heteroatoms'],
  ['NumAmideBonds', 'amide bonds'],
  ['NumRings', 'rings'],
  ['NumAromaticRings', 'aromatic rings'],
  ['NumAliphaticRings', 'aliphatic rings'],
  ['NumHeterocycles', 'heterocycles'],
  ['NumSpiroAtoms', 'spiro atoms'],
  ['NumBridgeheadAtoms', 'bridgehead atoms'],
  ['NumAtomStereoCenters', 'stereocentres'],
  ['FractionCSP3', 'fraction of sp3 carbons'],
  ['hallKierAlpha', 'Hall–Kier alpha'],
  ['kappa1', 'kappa 1'], ['kappa2', 'kappa 2'], ['kappa3', 'kappa 3'], ['Phi', 'flexibility (Kier phi)'],
  ['chi0v', 'chi 0v'], ['chi1v', 'chi 1v'], ['chi2v', 'chi 2v'], ['chi3v', 'chi 3v'], ['chi4v', 'chi 4v'],
] as const

/** Radius 2 is the fingerprint known as ECFP4 (Rogers & Hahn 2010, doi:10.1021/ci100050t), folded to so many bits. */
const MORGAN = { radius: 2, nBits: 256 }

/** How molecules are described: names, of which the first `main` are descriptors and the rest bits of a fingerprint. */
export type MoleculeDescriber = {
  readonly names: readonly string[]
  readonly main: number
  /** The numbers of the molecule that a SMILES string writes, null where not known; null in place of all for what is no SMILES. */
  describe(smiles: string): (number | null)[] | null
}

let loaded: Promise<MoleculeDescriber> | null = null

/**
 * RDKit's descriptors and Morgan fingerprint of molecules; its WebAssembly (7 MB, from the package) is read at the first call.
 *
 * Descriptors as RDKit's C++ names them (www.rdkit.org/docs/GettingStartedInPython.html, list of available descriptors): logP and
 * refractivity by Wildman & Crippen 1999 (doi:10.1021/ci990307l), polar surface by Ertl et al. 2000 (doi:10.1021/jm000942e), chi and kappa
 * by Hall & Kier 1991. An asterisk, as where a repeat unit of a polymer goes on, is an atom without weight.
 */
export function moleculeDescriber(): Promise<MoleculeDescriber> {
  return loaded ??= load()
}

async function load(): Promise<MoleculeDescriber> {
  const { default: module } = await import('@rdkit/rdkit')
  const rdkit = await module.default()
  // What is no SMILES is told by the caller, with row and column; RDKit would write lines of its own to stderr.
  rdkit.disable_logging('rdApp.*')
  const names = [
    ...DESCRIPTORS.map(([, name]) => name), ...Array.from({ length: MORGAN.nBits }, (_, bit) => `Morgan fingerprint bit ${bit}`),
  ]
  return { names, main: DESCRIPTORS.length, describe: (smiles) => describeWith(rdkit, smiles) }
}

function describeWith(rdkit: MainModule, smiles: string): (number | null)[] | null {
  const molecule = rdkit.get_mol(smiles)
  if (!molecule) return null
  try {
    if (!molecule.is_valid() || molecule.get_num_atoms() === 0) return null
    const told = JSON.parse(molecule.get_descriptors()) as Record<string, number>
    const bits = molecule.get_morgan_fp(JSON.stringify(MORGAN))
    return [
      // Sums over atoms differ in their last digits with the order in which a SMILES names these.
      ...DESCRIPTORS.map(([key]) => (Number.isFinite(told[key]) ? Number(told[key]!.toPrecision(10)) : null)),
      ...Array.from(bits, Number),
    ]
  } finally {
    molecule.delete()
  }
}
