/**
 * What a resolver tells others of the modules that it has found. Of a module whose resolution was restored the plugin itself knows
 * nothing.
 */
export class ToldPackages {
  readonly #pathToTold: Map<string, () => unknown> = new Map()
  readonly #plugin: object
  readonly #method: string
  readonly #original: ((path: string) => unknown) | null

  /** Takes the place of the plugin's method, if it has one of that name. */
  constructor(plugin: object, method: string | undefined) {
    this.#plugin = plugin
    this.#method = method ?? ''
    const original: unknown = method === undefined ? undefined : Reflect.get(plugin, method)
    this.#original = typeof original === 'function' ? (original as (path: string) => unknown) : null
    if (this.#original !== null) {
      Reflect.set(plugin, this.#method, (path: string) => this.of(path) ?? this.#pathToTold.get(path)?.())
    }
  }

  /** What the plugin itself knows. */
  of(path: string): unknown {
    return this.#original === null ? undefined : Reflect.apply(this.#original, this.#plugin, [path])
  }

  noteRestored(path: string, told: () => unknown): void {
    this.#pathToTold.set(path, told)
  }
}
