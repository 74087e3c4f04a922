import constants from './constants.cjs'

export * from './electrons/index'
export * from './elements/index'
export * from './equation/index'
export * from './formula/index'
export * from './gas/index'
export * from './nuclear/index'
export * from './numbers/index'
export * from './solution/index'
export * from './thermo/index'
export * from './units/index'
export { constants }
