import { LATER_HOOKS } from '../eligibility/shape.ts'
import { stateVariables } from './closure-variables.ts'
import type { HookHandler } from './hook.ts'
import { originalOf } from './original-handler.ts'

/** A variable that cached hooks fill and a later hook of the plugin reads; a restore leaves it empty. */
export interface HandedOn {
  readonly variable: string
  readonly hook: string
}

/**
 * What a plugin gathers in its cached hooks, `hooks`, for a later one; null: nothing is seen. Later hooks that only empty or
 * set the variable are no readers: that is how caches end.
 */
export function handedOnVariable(plugin: object, hooks: readonly HookHandler[]): HandedOn | null {
  const later = LATER_HOOKS.flatMap((name) => {
    const hook: unknown = Reflect.get(plugin, name)
    const handler: unknown = originalOf(
      typeof hook === 'function' ? hook : (hook as { handler?: unknown } | null | undefined)?.handler,
    )
    return typeof handler === 'function' ? [{ name, source: String(handler) }] : []
  })
  if (later.length === 0) {
    return null
  }
  for (const variable of stateVariables(hooks, hooks.map(String)) ?? []) {
    const reader = later.find(({ source }) => isReadIn(source, variable))
    if (reader !== undefined) {
      return { variable, hook: reader.name }
    }
  }
  return null
}

function isReadIn(source: string, variable: string): boolean {
  // Behind a dot it is a property, behind three it isn't.
  const name = `(?<![\\w$]|[^.]\\.)${variable.replace(/[$]/g, '\\$&')}(?![\\w$])`
  const calls = '\\.clear\\(\\)|\\.delete\\([^()]*\\)'
  const assignment = '(?:\\.[\\w$]+|\\[[^\\]\\n]*\\])*\\s*=(?![=>])'
  const emptying = new RegExp(`${name}(?:${calls}|${assignment})`, 'g')
  return new RegExp(name).test(source.replace(emptying, ''))
}
