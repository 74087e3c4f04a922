export { bindingEnergy, mostStable, nuclearMass } from './binding'
export { ageFrom, decayCurve, type Nuclide, nuclides, remaining } from './decay'
export { averageMass, type Isotope, isotopes, isotopesOf } from './isotopes'
