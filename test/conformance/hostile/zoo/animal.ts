import { evaluateApart, type HookCalls } from '../../../kit/in-process/define-plugin.ts'

/** Makes the plugins of an animal; evaluated apart. `calls` counts the calls of the one that is named `hostile`. */
export type Make = (calls: HookCalls, root: string) => readonly unknown[]

/** A plugin that is hard to cache, whose nature shows without running it twice. */
export interface Animal {
  readonly behaviour: string
  readonly make: Make
  /** What becomes of it once it is opted in by name: its results are restored, or why none of them is kept. */
  readonly optedIn: 'restored' | { readonly reason: string }
  /** False where two builds without Rekindle differ. */
  readonly isRepeatable?: false
  /** The bundler on which it can live; absent: on all. */
  readonly only?: 'Rollup'
}

/** Members of a hook's context that animals use. */
export interface Context {
  emitFile(file: object): string
  warn(log: unknown): void
  [member: string]: unknown
}

/** Animals whose factories use nothing but what they are given. */
export function apart<Kind extends { readonly make: Make }>(animals: readonly Kind[]): readonly Kind[] {
  return animals.map((animal) => ({ ...animal, make: evaluateApart(animal.make) }))
}
