/**
 * A stream of pseudo-random choices that depends on its seed only, so that an app is the same on every machine.
 *
 * @typedef {object} Random
 * @property {(minimum: number, maximum: number) => number} integer both ends included
 * @property {(probability: number) => boolean} chance
 * @property {<T>(list: readonly T[]) => T} pick
 * @property {<T>(list: readonly T[], count: number) => T[]} sample without repetition, in random order
 */

/**
 * @param {string} seed
 * @returns {Random}
 */
export function createRandom(seed) {
  let state = hashSeed(seed)

  // mulberry32: 32 bits of state are plenty for choosing words.
  function next() {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }

  const integer = (/** @type {number} */ minimum, /** @type {number} */ maximum) =>
    minimum + Math.floor(next() * (maximum - minimum + 1))

  return {
    integer,
    chance: (probability) => next() < probability,
    pick: (list) => list[integer(0, list.length - 1)],
    sample(list, count) {
      const rest = [...list]
      const chosen = []
      while (chosen.length < count && rest.length > 0) {
        chosen.push(...rest.splice(integer(0, rest.length - 1), 1))
      }
      return chosen
    },
  }
}

/**
 * FNV-1a over the UTF-16 units.
 *
 * @param {string} seed
 */
function hashSeed(seed) {
  let hash = 0x811c9dc5
  for (let index = 0; index < seed.length; index++) {
    hash = Math.imul(hash ^ seed.charCodeAt(index), 0x01000193)
  }
  return hash
}
