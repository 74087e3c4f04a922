import { fingerprintOf } from '../../key/cache-key.ts'
import { isDeeplyNested } from '../../syntax/is-deeply-nested.ts'
import { loadParser } from '../../syntax/parse-module.ts'
import { ModuleBindings } from './module-bindings.ts'
import type { ModuleSummary, OpaqueSummary } from './module-summary.ts'
import { splitTopLevel } from './split-top-level.ts'
import { summarizeParts } from './summarize-parts.ts'

/**
 * Takes a module apart into its top-level definitions. `name` tells the language by its extension.
 *
 * What can't be taken apart soundly is opaque: syntax errors, CommonJS, direct `eval`, computed `import()`.
 * @throws when the parser can't be loaded
 */
export async function loadSummarizer(): Promise<(name: string, text: string) => ModuleSummary> {
  const parse = await loadParser()
  return (name, text) => {
    const opaque = (why: string): OpaqueSummary => ({ kind: 'opaque', why, fingerprint: fingerprintOf(text) })
    if (isDeeplyNested(text)) {
      return opaque('nested too deeply')
    }
    const parsed = parse(name, text)
    if ('kind' in parsed) {
      return opaque(parsed.error)
    }
    try {
      const bindings = new ModuleBindings(parsed.body)
      const summary = bindings.doubt ?? summarizeParts(splitTopLevel(parsed, bindings), bindings)
      return typeof summary === 'string' ? opaque(summary) : summary
    } catch (error) {
      // The stack may be nearly full already where this is called from.
      if (error instanceof RangeError) {
        return opaque('nested too deeply')
      }
      throw error
    }
  }
}
