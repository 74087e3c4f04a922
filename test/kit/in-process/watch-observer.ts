interface WatchingContext {
  addWatchFile(file: string): void
}

/** Notes which files Rollup would watch. Unknown to Rekindle. */
export function rollupWatchObserver(watched: Set<string>): object {
  return {
    name: 'observer-of-watched-files',
    buildEnd(this: { getWatchFiles(): string[] }) {
      for (const file of this.getWatchFiles()) {
        watched.add(file)
      }
    },
  }
}

/**
 * Notes which files the plugins of a Vite build ask to watch. The bundler doesn't tell, so the method of its
 * contexts is observed: each hook has a class of its own, first met in the observer's hook of the same name.
 */
export function viteWatchObserver(watched: Set<string>): object {
  const undo: (() => void)[] = []
  const seen = new Set<object>()
  // An object for each hook: Vite changes them.
  const observe = (): object => ({
    order: 'pre',
    handler(this: WatchingContext): null {
      const owner = ownerOf(this)
      if (!seen.has(owner)) {
        seen.add(owner)
        undo.push(observeMethod(owner, watched))
      }
      return null
    },
  })
  return {
    name: 'observer-of-watched-files',
    enforce: 'pre',
    buildStart: observe(),
    load: observe(),
    transform: observe(),
    buildEnd: () => {
      for (const back of undo) {
        back()
      }
    },
  }
}

function ownerOf(context: WatchingContext): WatchingContext {
  let owner = context
  while (!Object.hasOwn(owner, 'addWatchFile')) {
    owner = Object.getPrototypeOf(owner) as WatchingContext
  }
  return owner
}

function observeMethod(owner: WatchingContext, watched: Set<string>): () => void {
  const original = owner.addWatchFile
  owner.addWatchFile = function (file) {
    watched.add(file)
    original.call(this, file)
  }
  return () => {
    owner.addWatchFile = original
  }
}
