'use strict'

// Exact by the definition of the SI units of 2019, the masses by CODATA 2018.
module.exports = {
  avogadro: 6.02214076e23,
  boltzmann: 1.380649e-23,
  elementaryCharge: 1.602176634e-19,
  faraday: 96485.33212,
  gasConstant: 8.314462618,
  lightSpeed: 299792458,
  planck: 6.62607015e-34,
  rydbergEnergy: 13.605693123,
  protonMass: 1.007276466621,
  neutronMass: 1.00866491595,
  electronMass: 0.000548579909065,
  megaelectronvoltPerMassUnit: 931.49410242,
}
