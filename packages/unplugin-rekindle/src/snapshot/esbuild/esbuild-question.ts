import type { BuildOptions } from 'esbuild'
import { originalOf } from '../../intercept/original-handler.ts'
import { describeWithClosures } from '../describe-plugins.ts'
import { otherPlugins } from './esbuild-use.ts'

/** All that is asked of esbuild by its options, and what its plugins are before they are set up, as canonical text. */
export function describeQuestion(options: BuildOptions): string {
  const { plugins: _, ...asked } = options
  const plugins = otherPlugins(options).map(({ name, setup }) => [name, originalOf(setup)])
  // A script that builds may do so by what it is told.
  return describeWithClosures([inGivenOrder(asked), plugins, process.argv.slice(2)])
}

/** With lists of pairs in place of objects: esbuild goes through some of them in the order in which they are given. */
function inGivenOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(inGivenOrder)
  }
  const isPlain =
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  return isPlain ? Object.entries(value).map(([name, inner]) => [name, inGivenOrder(inner)]) : value
}
