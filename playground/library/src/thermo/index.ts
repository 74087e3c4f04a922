export { cellVoltage, type HalfCell, halfCells, nernst } from './electrode'
export { thermoTable } from './enthalpies'
export { gibbs, type ReactionThermo, reactionThermo } from './reaction'
