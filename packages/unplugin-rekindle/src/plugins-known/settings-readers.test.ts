import { describe, expect, it } from 'vitest'
import { isReadForSettings } from './settings-readers.ts'

const modules = '/home/ada/shop/node_modules'
const babel = `${modules}/.pnpm/@babel+core@7.0.0/node_modules/@babel/core/lib/config.js`
const gensync = `${modules}/gensync/index.js`
const plugin = '/home/ada/shop/babel-plugin.cjs'

/** Files that were running, the innermost first. */
function running(...files: string[]): string {
  return files.join('\n')
}

describe('isReadForSettings', () => {
  it.each<[string, string[], boolean]>([
    ['a package that searches for settings', [running(babel, plugin)], true],
    ['such a package by way of another', [running(gensync, babel)], true],
    ['a plugin by way of another', [running(gensync, plugin, babel)], false],
    [
      'a plugin by way of the TypeScript compiler',
      [running(`${modules}/typescript/lib/typescript.js`, plugin)],
      false,
    ],
    ['a plugin that such a package has called', [running(plugin, babel)], false],
    ['a package inside of one', [running(`${modules}/vite/node_modules/other/index.js`)], false],
    ['a package of a similar name', [running(`${modules}/vite-plugin/index.js`)], false],
    ['several, of which one is another', [running(babel), running(plugin)], false],
    ['nobody known', [''], false],
    ['nobody', [], false],
  ])('tells whether it was %s', (_who, by, isForSettings) => {
    expect(isReadForSettings(new Set(by))).toBe(isForSettings)
  })
})
