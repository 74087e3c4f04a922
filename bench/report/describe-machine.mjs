import { cpus } from 'node:os'

/**
 * @typedef {{ node: string, platform: string, cpuCount: number, cpuModel: string }} Machine
 *
 * @returns {Machine}
 */
export function describeMachine() {
  const processors = cpus()
  return {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpuCount: processors.length,
    cpuModel: processors[0]?.model ?? 'unknown',
  }
}
