export { effusionRatio, partialPressures, volumeAfter } from './combined'
export { type GasState, type GasVariable, gasDensity, solveIdeal } from './ideal'
export { rmsSpeed, speedCurve, speedDensity } from './kinetic'
export { compressionFactor, realGases, realPressure, type VanDerWaals } from './van-der-waals'
