import { exceptions } from './exceptions'
import { capacity, type Filled, label, madelungOrder } from './subshells'

/** Ground-state configuration of a neutral atom in filling order. */
export function configuration(z: number): Filled[] {
  if (!Number.isInteger(z) || z < 1 || z > 118) throw new RangeError('atomic number 1 to 118 expected')
  const filled: Filled[] = []
  let left = z
  for (const subshell of madelungOrder()) {
    if (left === 0) break
    const electrons = Math.min(left, capacity(subshell.l))
    filled.push({ ...subshell, electrons })
    left -= electrons
  }
  return applyException(z, filled)
}

function applyException(z: number, filled: Filled[]): Filled[] {
  const changes = exceptions[z]
  if (!changes) return filled
  const merged = new Map(filled.map((f) => [label(f), f]))
  for (const subshell of madelungOrder()) {
    const name = label(subshell)
    if (name in changes) merged.set(name, { ...subshell, electrons: changes[name] })
  }
  const order = madelungOrder().map(label)
  return [...merged.values()]
    .filter((f) => f.electrons > 0)
    .sort((a, b) => order.indexOf(label(a)) - order.indexOf(label(b)))
}

/** Configuration of an ion: electrons leave the highest n first, then the highest l. */
export function ionConfiguration(z: number, charge: number): Filled[] {
  if (charge <= 0) return z - charge <= 118 ? configuration(z - charge) : configuration(118)
  const filled = configuration(z).map((f) => ({ ...f }))
  for (let i = 0; i < charge; i++) {
    const outer = filled.filter((f) => f.electrons > 0).sort((a, b) => b.n - a.n || b.l - a.l)[0]
    if (outer) outer.electrons--
  }
  return filled.filter((f) => f.electrons > 0)
}
