import { elementByNumber } from '../elements/lookup'
import { configuration } from './configuration'
import { type Filled, label } from './subshells'

const nobleGases = [86, 54, 36, 18, 10, 2]

export interface Notation {
  /** Symbol of the noble gas core, if there is one. */
  core: string | null
  rest: Filled[]
}

export function shortNotation(z: number): Notation {
  const core = nobleGases.find((gas) => gas < z) ?? null
  const full = configuration(z)
  if (core === null) return { core: null, rest: full }
  const inside = new Set(configuration(core).map(label))
  return {
    core: elementByNumber(core)?.symbol ?? null,
    rest: full.filter((f) => !inside.has(label(f))).sort((a, b) => a.n - b.n || a.l - b.l),
  }
}

export function notationText(z: number): string {
  const { core, rest } = shortNotation(z)
  const tail = rest.map((f) => `${label(f)}${f.electrons}`).join(' ')
  return core ? `[${core}] ${tail}` : tail
}
