import type { ModuleId } from '../module-node.ts'
import type { Links } from './module-parts.ts'
import { type ModuleSummary, specifiersIn } from './module-summary.ts'

/**
 * The links of a module: `resolved` leads from the specifiers that the bundler met to modules of the graph, and `imports`
 * are all modules that the bundler has it import. What no specifier of the text explains may be used by any of its parts.
 */
export function linkModule(
  summary: ModuleSummary | null,
  resolved: ReadonlyMap<string, ModuleId>,
  imports: Iterable<ModuleId>,
  hasSideEffects = true,
): Links {
  const specifiers = specifiersIn(summary)
  const targets =
    summary?.kind === 'parsed'
      ? new Map([...resolved].filter(([specifier]) => specifiers.has(specifier)))
      : resolved
  const explained = new Set(targets.values())
  const unexplained = [...new Set(imports)].filter((id) => !explained.has(id))
  return { targets, unexplained, hasSideEffects }
}
