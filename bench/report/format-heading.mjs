/**
 * @param {object} options
 * @param {number} options.runs
 * @param {import('./describe-machine.mjs').Machine} options.machine
 * @param {Record<string, string>} options.versions by package
 */
export function formatHeading({ runs, machine, versions }) {
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  return `${runs} ${runs === 1 ? 'run' : 'runs'}, medians (lowest-highest)
Node ${machine.node}, ${machine.platform}, ${machine.cpuCount} x ${machine.cpuModel}
${packages.join(', ')}
`
}
