let importer: (specifier: string) => Promise<unknown> = (specifier) => import(specifier)

/** Code that is evaluated as a script can't import by itself: who loads it says how. */
export function setImporter(other: (specifier: string) => Promise<unknown>): void {
  importer = other
}

/** A module by its name or URL, as `import()` gives it. */
export function importModule(specifier: string): Promise<unknown> {
  return importer(specifier)
}
