import fs from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import { ProjectRoot } from '../key/project-root.ts'
import { useTestFolder } from '../key/test-folder.ts'
import { installMarkers } from './install-markers.ts'
import { type ClosureMemo, toolchainFingerprint } from './toolchain-fingerprint.ts'

const folder = useTestFolder()
let remembered: Map<string, string>
/** How many closures were walked, and so remembered. */
let walks: number

const memo: ClosureMemo = {
  read: (name) => remembered.get(name) ?? null,
  write(name, text) {
    walks += 1
    remembered.set(name, text)
  },
}

function fingerprint(root = 'app', facts: Record<string, string> = { mode: 'production' }): string {
  return toolchainFingerprint({
    root: new ProjectRoot(folder.at(root)),
    configFiles: [folder.at(`${root}/vite.config.ts`)],
    toolConfigFiles: [],
    configTexts: new Map(),
    facts,
    memo,
  })
}

function createProject(root: string): void {
  folder.write(`${root}/vite.config.ts`, `import './build/plugins.ts'; import 'babel'`)
  folder.write(`${root}/build/plugins.ts`, 'export {}')
  folder.write(
    `${root}/node_modules/babel/package.json`,
    '{ "version": "7.0.0", "dependencies": { "deep": "*" } }',
  )
  folder.write(`${root}/node_modules/deep/package.json`, '{ "version": "1.0.0" }')
}

beforeEach(() => {
  remembered = new Map()
  walks = 0
  createProject('app')
})

/** Whether an act changes the fingerprint. */
function isChangedBy(act: () => unknown): boolean {
  const before = fingerprint()
  act()
  return fingerprint() !== before
}

describe('toolchainFingerprint', () => {
  it.each<[string, () => unknown]>([
    ['an edited config', () => folder.write('app/vite.config.ts', 'export {}')],
    ['an edited file that the config imports', () => folder.write('app/build/plugins.ts', '1')],
    ['an imported file that is gone', () => fs.rmSync(folder.at('app/build/plugins.ts'))],
    [
      'another version of a package',
      () => folder.write('app/node_modules/babel/package.json', '{"version":"8"}'),
    ],
    [
      'another version deep down',
      () => folder.write('app/node_modules/deep/package.json', '{"version":"2"}'),
    ],
    ['a package that is gone', () => fs.rmSync(folder.at('app/node_modules/deep'), { recursive: true })],
    ['a patch', () => folder.write('app/patches/babel+7.0.0.patch', '+1')],
    ['a patch in a folder above', () => folder.write('.yarn/patches/babel.patch', '+1')],
    ['a list of packages that stands for an installation', () => folder.write('app/.pnp.cjs', '')],
  ])('changes with %s', (_what, act) => {
    expect(isChangedBy(act)).toBe(true)
  })

  it.each<[string, () => unknown]>([
    ['files that the config does not import', () => folder.write('app/build/other.ts', '')],
    ['packages that the config does not import', () => folder.write('app/node_modules/x/package.json', '{}')],
    ['a touched config', () => fs.utimesSync(folder.at('app/vite.config.ts'), 0, 0)],
  ])('does not change with %s', (_what, act) => {
    expect(isChangedBy(act)).toBe(false)
  })

  it('changes with each fact', () => {
    expect(fingerprint('app', { mode: 'production' })).not.toBe(fingerprint('app', { mode: 'development' }))
    expect(fingerprint('app', { mode: 'production' })).not.toBe(fingerprint('app', {}))
  })

  it('changes with the content of a linked package, also under unchanged marks of the installation', () => {
    folder.write('preset/package.json', '{}')
    folder.write('preset/index.js', '1')
    folder.link('app/node_modules/preset', folder.at('preset'))
    folder.write('app/node_modules/.modules.yaml', '')
    folder.write('app/vite.config.ts', `import 'preset'`)
    expect(isChangedBy(() => folder.write('preset/index.js', '2'))).toBe(true)
    expect(walks).toBe(1)
  })

  it('is the same in a copy of the project', () => {
    createProject('copy')
    folder.write('app/vite.config.ts', `import './build/plugins.ts' // ${folder.at('app')}/x`)
    folder.write('copy/vite.config.ts', `import './build/plugins.ts' // ${folder.at('copy')}/x`)
    expect(fingerprint('copy')).toBe(fingerprint('app'))
  })
})

describe('the list of packages', () => {
  it('is walked anew each time without a mark of the installation', () => {
    fingerprint()
    fingerprint()
    expect([installMarkers(folder.at('app')), walks, remembered.size]).toEqual([null, 0, 0])
  })

  it('is remembered while the marks of the installation are the same', () => {
    folder.write('app/node_modules/.package-lock.json', '{}')
    const first = fingerprint()
    expect([fingerprint(), walks]).toEqual([first, 1])
  })

  it.each([
    'app/node_modules/.package-lock.json',
    'app/package-lock.json',
    'pnpm-lock.yaml',
    'node_modules/.modules.yaml',
  ])('is walked anew when %s changes', (marker) => {
    folder.write('app/node_modules/.package-lock.json', '{}')
    folder.write(marker, '{}')
    const before = fingerprint()
    folder.write('app/node_modules/deep/package.json', '{ "version": "2.0.0" }')
    folder.write(marker, '{ "changed": true }')
    expect(fingerprint()).not.toBe(before)
    expect(walks).toBe(2)
  })

  it('is walked anew when the config imports another package', () => {
    folder.write('app/node_modules/.package-lock.json', '{}')
    fingerprint()
    folder.write('app/vite.config.ts', `import 'deep'`)
    fingerprint()
    expect(walks).toBe(2)
  })

  it.each(['', '{', 'null', '[]', '{"installed":[]}'])(
    'is walked anew when what was remembered is %j',
    (text) => {
      folder.write('app/node_modules/.package-lock.json', '{}')
      const before = fingerprint()
      for (const name of remembered.keys()) {
        remembered.set(name, text)
      }
      expect(fingerprint()).toBe(before)
      expect(walks).toBe(2)
    },
  )
})
