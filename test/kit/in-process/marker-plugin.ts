import { evaluateApart, type HookCalls } from './define-plugin.ts'

/** A `transform` hook that adds a statement to every `.js` file and counts its calls. */
export const markerHook = evaluateApart((calls: HookCalls, name: string) => {
  return function transform(code: string, id: string) {
    const file = id.split('/').at(-1) ?? ''
    if (id.startsWith('\0') || !/\.js$/.test(file)) {
      return null
    }
    calls.push(`${name} ${file}`)
    return { code: `${code}\nglobalThis.marks += ${JSON.stringify(name)}\n`, map: null }
  }
})

/** A plugin whose `transform` marks every `.js` module with the plugin's name. */
export function marker(
  calls: HookCalls,
  name = 'marker',
): { name: string; transform: ReturnType<typeof markerHook> } {
  return { name, transform: markerHook(calls, name) }
}

/** Two modules; what `marker` does to them is seen in the output. */
export const twoModules: Readonly<Record<string, string>> = {
  'main.js': `export { greeting } from './greeting.js'\n`,
  'greeting.js': `export const greeting = 'hello'\n`,
}
