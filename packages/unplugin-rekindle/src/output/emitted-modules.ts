import type { CallEvent, EmittedModule, RekindleEvent } from '@rekindle/core'

/** Listens to the events of builds: which hooks that make modules ran, and why. */
export class EmittedModules {
  /** By environment and call: of one call the last word counts. */
  readonly #environmentToModules: Map<string, Map<string, EmittedModule>> = new Map()

  startBuild(environment: string): void {
    this.#environmentToModules.delete(environment)
  }

  see(event: RekindleEvent): void {
    if ('hook' in event && !makesModule(event)) {
      return
    }
    switch (event.kind) {
      case 'miss':
        this.#note(event, event.reason)
        break
      case 'bypassed':
        this.#note(event, { kind: 'bypassed', why: event.why })
        break
      case 'audited':
        if (event.outcome === 'different') {
          this.#note(event, { kind: 'audited', difference: event.difference })
        }
        break
      case 'uncacheable':
        this.#seeUncacheable(event)
        break
      default:
        break
    }
  }

  /** Those of the running build of an environment, or of its last one. */
  of(environment: string): readonly EmittedModule[] {
    return [...(this.#environmentToModules.get(environment)?.values() ?? [])].sort(byCall)
  }

  #seeUncacheable(event: RekindleEvent & { readonly kind: 'uncacheable' }): void {
    const modules = this.#environmentToModules.get(event.environment)
    const known = modules?.get(callKey(event))
    if (event.reason.kind === 'empty-result') {
      // The hook left the module to others.
      modules?.delete(callKey(event))
    } else if (known === undefined || known.reason.kind === 'new') {
      // It runs in every build; what is known of it says nothing.
      this.#note(event, { kind: 'uncacheable', why: event.reason })
    }
  }

  #note(call: CallEvent, reason: EmittedModule['reason']): void {
    const { id, plugin, hook, environment } = call
    if (hook === 'resolveId' || hook === 'renderChunk') {
      return
    }
    let modules = this.#environmentToModules.get(environment)
    if (modules === undefined) {
      modules = new Map()
      this.#environmentToModules.set(environment, modules)
    }
    modules.set(callKey(call), { id, plugin, hook, reason })
  }
}

/** Where a module is says nothing of what it is, and a chunk is made of modules. */
function makesModule({ hook }: Pick<CallEvent, 'hook'>): boolean {
  return hook === 'load' || hook === 'transform'
}

function callKey({ id, plugin, hook }: Pick<CallEvent, 'id' | 'plugin' | 'hook'>): string {
  return JSON.stringify([id, plugin, hook])
}

function byCall(one: EmittedModule, other: EmittedModule): number {
  const [key, otherKey] = [callKey(one), callKey(other)]
  return key < otherKey ? -1 : Number(key > otherKey)
}
