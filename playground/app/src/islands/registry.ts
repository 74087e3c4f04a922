import type { IslandLoader } from './types'

/** Every calculator is a chunk of its own. */
export const calculatorIslands: Record<string, IslandLoader> = {
  'molar-mass': () => import('./calculators/MolarMass'),
  balancer: () => import('./calculators/Balancer'),
  stoichiometry: () => import('./calculators/Stoichiometry'),
  'empirical-formula': () => import('./calculators/EmpiricalFormula'),
  'ideal-gas': () => import('./calculators/IdealGas'),
  'real-gas': () => import('./calculators/RealGas'),
  'molecular-speed': () => import('./calculators/MolecularSpeed'),
  effusion: () => import('./calculators/GrahamRace'),
  ph: () => import('./calculators/PhCalculator'),
  titration: () => import('./calculators/TitrationLab'),
  dilution: () => import('./calculators/Dilution'),
  configuration: () => import('./calculators/Configuration'),
  'hydrogen-lines': () => import('./calculators/HydrogenLines'),
  decay: () => import('./calculators/DecayClock'),
  isotopes: () => import('./calculators/IsotopeMix'),
  'binding-energy': () => import('./calculators/BindingEnergy'),
  'reaction-energy': () => import('./calculators/ReactionEnergy'),
  galvanic: () => import('./calculators/GalvanicCell'),
  units: () => import('./calculators/UnitConverter'),
  digits: () => import('./calculators/SignificantFigures'),
}
