import { expect, it } from 'vitest'
import { useTestFolder } from '../key/test-folder.ts'
import { representativePath } from './package-manifest-path.ts'

const folder = useTestFolder()

function represent(file: string): string {
  return representativePath(folder.at(file)).slice(folder.path.length + 1)
}

it('is the manifest for a file of an installed package', () => {
  for (const place of ['node_modules/a', 'node_modules/@x/b', 'node_modules/a/node_modules/c']) {
    folder.write(`${place}/package.json`, '{}')
    folder.write(`${place}/lib/index.js`, '')
    expect(represent(`${place}/lib/index.js`)).toBe(`${place}/package.json`)
  }
})

it('is the file itself in the project and in a linked package', () => {
  folder.write('packages/preset/index.js', '')
  folder.link('node_modules/preset', folder.at('packages/preset'))
  expect(represent('src/a.ts')).toBe('src/a.ts')
  expect(represent('node_modules/preset/index.js')).toBe('node_modules/preset/index.js')
})

it('is the file itself for what is not installed, and for folders of tools', () => {
  folder.write('node_modules/.vite/deps.js', '')
  for (const file of ['node_modules/none/index.js', 'node_modules/.vite/deps.js', 'node_modules/none']) {
    expect(represent(file)).toBe(file)
  }
})

it('is the manifest in the store of an isolated layout', () => {
  const place = 'node_modules/.pnpm/a@1.0.0/node_modules/a'
  folder.write(`${place}/package.json`, '{}')
  folder.link('node_modules/a', folder.at(place))
  expect(represent('node_modules/a/index.js')).toBe('node_modules/a/package.json')
  expect(represent(`${place}/index.js`)).toBe(`${place}/package.json`)
})
