/** The seed of a property test: `REKINDLE_SEED`, or a new one. It is printed, so that a failure can be repeated. */
export function announceSeed(what: string): number {
  const seed = Number(process.env['REKINDLE_SEED'] ?? Date.now() % 2 ** 31)
  process.stdout.write(`${what}, seed ${seed}\n`)
  return seed
}
