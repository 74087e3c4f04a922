export { type Balanced, balance } from './balance'
export { type Equation, elementsOf, parseEquation } from './parse'
export { equationText, type Term, termsOf } from './render'
export { theoreticalYield, type Yield } from './stoichiometry'
