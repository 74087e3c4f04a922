/** What the hooks of a hand-made plugin were called for, in order: `transform main.js`. */
export type HookCalls = string[]

/**
 * Evaluates a factory apart from the test, as a module of its own would be: its hooks close over what it was
 * called with and nothing of the test. It must not use anything from outside its body; modules of Node come
 * from `process.getBuiltinModule`.
 */
export function evaluateApart<Factory extends (...args: never[]) => unknown>(factory: Factory): Factory {
  // biome-ignore lint/security/noGlobalEval: the only way to give a function another scope
  const evaluate: (source: string) => unknown = globalThis.eval
  return evaluate(`(${factory.toString()})`) as Factory
}
