import { types } from 'node:util'
import type { PluginContextMeta as RolldownMeta } from 'rolldown'
import type { PluginContextMeta as RollupMeta } from 'rollup'
import type { Rolldown } from 'vite'
import type { HookRecord } from './hook-record.ts'

type Field = keyof RollupMeta | keyof RolldownMeta | keyof Rolldown.PluginContextMeta

/** Exhaustive by type: what a bundler adds to `this.meta` does not compile until somebody says that the toolchain holds it. */
const IN_TOOLCHAIN: { readonly [Name in Field]: true } = {
  rolldownVersion: true,
  rollupVersion: true,
  viteVersion: true,
  watchMode: true,
}

/** `this.meta` with an ear on members that the toolchain doesn't hold, and on who changes it. */
export function observedMeta(meta: unknown, record: HookRecord): unknown {
  if (typeof meta !== 'object' || meta === null || types.isProxy(meta)) {
    record.refuse('this.meta')
    return meta
  }
  return new Proxy(meta, {
    get(target, name): unknown {
      const value: unknown = Reflect.get(target, name, target)
      if (value !== undefined && Object.hasOwn(target, name) && !Object.hasOwn(IN_TOOLCHAIN, name)) {
        record.refuse(`this.meta.${String(name)}`)
      }
      return value
    },
    set(target, name, value): boolean {
      record.refuse(`assignment to this.meta.${String(name)}`)
      return Reflect.set(target, name, value, target)
    },
  })
}
