const colors = ['#0f766e', '#1d4ed8', '#334155', '#7c3aed', '#9f1239', '#b45309', '#e2e8f0', '#f8fafc']

/** @type {Record<string, (random: import('../create-random.mjs').Random) => string>} */
const makers = {
  display: (random) => random.pick(['flex', 'grid', 'block', 'inline-flex']),
  gap: (random) => `${random.integer(2, 24)}px`,
  padding: (random) => `${random.integer(0, 20)}px ${random.integer(4, 32)}px`,
  margin: (random) => `${random.integer(0, 24)}px auto`,
  color: (random) => random.pick(colors),
  background: (random) =>
    `linear-gradient(${random.integer(0, 180)}deg, ${random.pick(colors)}, ${random.pick(colors)})`,
  'border-radius': (random) => `${random.integer(0, 16)}px`,
  border: (random) => `${random.integer(1, 3)}px ${random.pick(['solid', 'dashed'])} ${random.pick(colors)}`,
  'font-size': (random) => `${random.integer(75, 180) / 100}rem`,
  'font-weight': (random) => random.pick(['400', '500', '600', '700']),
  'line-height': (random) => String(random.integer(110, 180) / 100),
  opacity: (random) => String(random.integer(50, 100) / 100),
  transition: (random) =>
    `transform ${random.integer(80, 400)}ms ease, opacity ${random.integer(80, 400)}ms linear`,
  transform: (random) => `translateY(${random.integer(-8, 8)}px)`,
  'box-shadow': (random) =>
    `0 ${random.integer(1, 8)}px ${random.integer(4, 32)}px rgb(15 23 42 / ${random.integer(5, 40)}%)`,
  'max-width': (random) => `${random.integer(20, 90)}ch`,
  'user-select': (random) => random.pick(['none', 'text']),
}

/**
 * @param {import('../create-random.mjs').Random} random
 * @param {number} count
 * @returns {string[]} `property: value;`
 */
export function declarations(random, count) {
  return random
    .sample(Object.keys(makers), count)
    .map((property) => `${property}: ${makers[property](random)};`)
}
