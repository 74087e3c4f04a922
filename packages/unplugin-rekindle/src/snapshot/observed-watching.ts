interface WatchingContext {
  addWatchFile(file: string): void
}

/**
 * Takes note of files that plugins ask a bundler to watch which doesn't tell them. Each kind of hook has contexts of a class of its own,
 * whose method is observed from the first hook of that kind on.
 */
export class ObservedWatching {
  readonly files: Set<string> = new Set()
  readonly #seen: Set<object> = new Set()
  readonly #undo: (() => void)[] = []

  /** Hooks for a plugin before all others. */
  hooks(): object {
    const observe = (context: WatchingContext): null => this.#observe(ownerOf(context))
    const hook = (): object => ({
      order: 'pre',
      handler(this: WatchingContext): null {
        return observe(this)
      },
    })
    return { buildStart: hook(), load: hook(), transform: hook() }
  }

  /** Leaves the methods as they were. */
  end(): void {
    for (const undo of this.#undo.splice(0)) {
      undo()
    }
    this.#seen.clear()
  }

  #observe(owner: WatchingContext): null {
    if (!this.#seen.has(owner)) {
      this.#seen.add(owner)
      const original = owner.addWatchFile
      const { files } = this
      owner.addWatchFile = function (file): void {
        files.add(file)
        original.call(this, file)
      }
      this.#undo.push(() => {
        owner.addWatchFile = original
      })
    }
    return null
  }
}

function ownerOf(context: WatchingContext): WatchingContext {
  let owner = context
  while (!Object.hasOwn(owner, 'addWatchFile')) {
    owner = Object.getPrototypeOf(owner) as WatchingContext
  }
  return owner
}
