export interface Isotope {
  symbol: string
  mass: number
  a: number
  /** Natural abundance, 0 to 1. */
  abundance: number
}

export const isotopes: readonly Isotope[] = [
  { symbol: 'H', a: 1, mass: 1.007825, abundance: 0.99985 },
  { symbol: 'H', a: 2, mass: 2.014102, abundance: 0.00015 },
  { symbol: 'Li', a: 6, mass: 6.015123, abundance: 0.0759 },
  { symbol: 'Li', a: 7, mass: 7.016003, abundance: 0.9241 },
  { symbol: 'B', a: 10, mass: 10.012937, abundance: 0.199 },
  { symbol: 'B', a: 11, mass: 11.009305, abundance: 0.801 },
  { symbol: 'C', a: 12, mass: 12, abundance: 0.9893 },
  { symbol: 'C', a: 13, mass: 13.003355, abundance: 0.0107 },
  { symbol: 'Mg', a: 24, mass: 23.985042, abundance: 0.7899 },
  { symbol: 'Mg', a: 25, mass: 24.985837, abundance: 0.1 },
  { symbol: 'Mg', a: 26, mass: 25.982593, abundance: 0.1101 },
  { symbol: 'Si', a: 28, mass: 27.976927, abundance: 0.9223 },
  { symbol: 'Si', a: 29, mass: 28.976495, abundance: 0.0468 },
  { symbol: 'Si', a: 30, mass: 29.97377, abundance: 0.0309 },
  { symbol: 'Cl', a: 35, mass: 34.968853, abundance: 0.7576 },
  { symbol: 'Cl', a: 37, mass: 36.965903, abundance: 0.2424 },
  { symbol: 'Cu', a: 63, mass: 62.929598, abundance: 0.6915 },
  { symbol: 'Cu', a: 65, mass: 64.92779, abundance: 0.3085 },
  { symbol: 'Br', a: 79, mass: 78.918338, abundance: 0.5069 },
  { symbol: 'Br', a: 81, mass: 80.91629, abundance: 0.4931 },
  { symbol: 'Ag', a: 107, mass: 106.905092, abundance: 0.51839 },
  { symbol: 'Ag', a: 109, mass: 108.904756, abundance: 0.48161 },
]

export function isotopesOf(symbol: string): Isotope[] {
  return isotopes.filter((isotope) => isotope.symbol === symbol)
}

/** Average mass, weighted by abundance. */
export function averageMass(mix: readonly { mass: number; abundance: number }[]): number {
  const total = mix.reduce((sum, { abundance }) => sum + abundance, 0)
  return mix.reduce((sum, { mass, abundance }) => sum + mass * abundance, 0) / total
}
