export { convert, fromBase, quantityById, toBase } from './convert'
export { prefixes, withPrefix } from './prefixes'
export { energy, length, pressure, quantities, temperature, volume } from './quantities'
export type { Quantity, Unit } from './types'
