declare const constants: {
  avogadro: number
  boltzmann: number
  elementaryCharge: number
  faraday: number
  gasConstant: number
  lightSpeed: number
  planck: number
  rydbergEnergy: number
  protonMass: number
  neutronMass: number
  electronMass: number
  megaelectronvoltPerMassUnit: number
}
export = constants
