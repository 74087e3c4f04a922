import fs from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import { ProjectRoot } from '../key/project-root.ts'
import { useTestFolder } from '../key/test-folder.ts'
import { installMarkers } from './install-markers.ts'
import { type TextMemo, Toolchain, type ToolUser } from './toolchain.ts'

const folder = useTestFolder()
let remembered: Map<string, string>

const memo: { -readonly [Name in keyof TextMemo]: TextMemo[Name] } = {
  read: (name) => remembered.get(name) ?? null,
  write(name, text) {
    remembered.set(name, text)
  },
}

/** How many lists of packages were walked, and so remembered. */
function walks(): number {
  return [...remembered.keys()].filter((name) => name.startsWith('packages ')).length
}

const anyUser: ToolUser = { packages: [], untouchedBy: new Set(), seesConfig: true, toolConfigFiles: [] }

function toolchainOf(
  root = 'app',
  facts: Record<string, string> = { mode: 'production' },
  config = '',
): Toolchain {
  return new Toolchain({
    root: new ProjectRoot(folder.at(root)),
    configFiles: [folder.at(`${root}/vite.config.ts`)],
    configTexts: new Map(),
    configReaders: new Set(['vite']),
    facts,
    config,
    memo,
  })
}

function fingerprint(root = 'app', facts?: Record<string, string>): string {
  return toolchainOf(root, facts).fingerprintFor(anyUser)
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
  createProject('app')
})

/** Whether an act changes the fingerprint. */
function isChangedBy(act: () => unknown): boolean {
  const before = fingerprint()
  act()
  return fingerprint() !== before
}

describe('the fingerprint', () => {
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
    expect(walks()).toBe(1)
  })

  it('is known at once while nothing has changed, for each user its own, and found out anew where the memo is gone', () => {
    folder.write('app/node_modules/.package-lock.json', '{}')
    const other: ToolUser = { ...anyUser, seesConfig: false }
    const found = [anyUser, other].map((user) => toolchainOf().fingerprintFor(user))
    expect(found[0]).not.toBe(found[1])
    const reads: string[] = []
    const counted = (name: string): string | null => {
      reads.push(name)
      return remembered.get(name) ?? null
    }
    const { read } = memo
    memo.read = counted
    try {
      expect([anyUser, other].map((user) => toolchainOf().fingerprintFor(user))).toEqual(found)
      expect(reads.filter((name) => name.startsWith('packages '))).toEqual([])
    } finally {
      memo.read = read
    }
    remembered.clear()
    expect([anyUser, other].map((user) => toolchainOf().fingerprintFor(user))).toEqual(found)
    for (const name of remembered.keys()) {
      remembered.set(name, name.startsWith('settled') ? 'damaged' : (remembered.get(name) ?? ''))
    }
    expect(fingerprint()).toBe(found[0])
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
    expect([installMarkers(folder.at('app')), walks()]).toEqual([null, 0])
  })

  it('is remembered while the marks of the installation are the same', () => {
    folder.write('app/node_modules/.package-lock.json', '{}')
    const first = fingerprint()
    expect([fingerprint(), walks()]).toEqual([first, 1])
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
    expect(walks()).toBe(2)
  })

  it('is walked anew when the config imports another package', () => {
    folder.write('app/node_modules/.package-lock.json', '{}')
    fingerprint()
    folder.write('app/vite.config.ts', `import 'deep'`)
    fingerprint()
    expect(walks()).toBe(2)
  })

  it.each(['', '{', 'null', '[]', '{"nodes":[]}'])(
    'is walked anew when what was remembered is %j',
    (text) => {
      folder.write('app/node_modules/.package-lock.json', '{}')
      const before = fingerprint()
      for (const name of remembered.keys()) {
        remembered.set(name, text)
      }
      expect(fingerprint()).toBe(before)
      const kept = [...remembered].filter(([name, value]) => name.startsWith('packages ') && value === text)
      expect(kept).toEqual([])
    },
  )
})

describe('the tools of one plugin', () => {
  const mdx: ToolUser = { ...anyUser, packages: ['mdx'], untouchedBy: 'everyone', seesConfig: false }
  const vue: ToolUser = { ...anyUser, packages: ['vue'], untouchedBy: new Set(['mdx']) }

  function install(name: string, version = '1.0.0', dependencies: Record<string, string> = {}): void {
    folder.write(`app/node_modules/${name}/package.json`, JSON.stringify({ version, dependencies }))
  }

  /** Whose fingerprints change by an act: of `mdx`, of `vue`, of a plugin of which nothing is known. */
  function changedBy(act: () => unknown, config = ''): readonly string[] {
    const users = { mdx, vue, anyUser }
    const before = toolchainOf('app', {}, '')
    const old = Object.entries(users).map(([name, user]) => [name, before.fingerprintFor(user)] as const)
    act()
    const after = toolchainOf('app', {}, config)
    return old
      .filter(([name, known]) => after.fingerprintFor(users[name as keyof typeof users]) !== known)
      .map(([name]) => name)
  }

  beforeEach(() => {
    for (const name of ['vite', 'vue', 'mdx', 'remark', 'icons', 'deep']) {
      install(name)
    }
    folder.write(
      'app/vite.config.ts',
      `import { defineConfig } from 'vite'
      import vue from 'vue'
      import mdx from 'mdx'
      import remark from 'remark'
      import icons from 'icons'
      export default defineConfig({ plugins: [vue(), mdx({ plugins: [remark] }), icons()] })`,
    )
  })

  it.each<[string, string, readonly string[]]>([
    ['its own package', 'mdx', ['mdx', 'anyUser']],
    ['a package that its call is given', 'remark', ['mdx', 'anyUser']],
    ['a package whose plugins may reach others', 'icons', ['vue', 'anyUser']],
    ['a package of the config itself', 'vite', ['mdx', 'vue', 'anyUser']],
  ])('change with another version of %s', (_what, name, changed) => {
    expect(changedBy(() => install(name, '2.0.0'))).toEqual(changed)
  })

  it('change with a preset that makes plugins of its package', () => {
    install('icons', '1.0.0', { mdx: '*' })
    expect(changedBy(() => install('icons', '2.0.0', { mdx: '*' }))).toEqual(['mdx', 'vue', 'anyUser'])
  })

  it('are all, for a plugin whose package the config does not call', () => {
    folder.write(
      'app/vite.config.ts',
      `import mdx from 'mdx'; import vue from 'vue'; export default { plugins: [vue()] }`,
    )
    expect(changedBy(() => install('vue', '2.0.0'))).toEqual(['mdx', 'vue', 'anyUser'])
  })

  it('hold the options of the bundler only where it looks at them', () => {
    expect(changedBy(() => undefined, 'base: /x/')).toEqual(['vue', 'anyUser'])
  })

  it('hold config files of its own tools, and what these name', () => {
    const file = folder.write('app/babel.config.json', '{ "plugins": ["deep"] }')
    const user: ToolUser = { ...mdx, toolConfigFiles: [file] }
    const of = (who: ToolUser): string => toolchainOf().fingerprintFor(who)
    const before = [of(user), of(mdx)]
    install('deep', '2.0.0')
    const bumped = [of(user), of(mdx)]
    folder.write('app/babel.config.json', '{ "plugins": ["deep", "other"] }')
    expect([
      bumped[0] === before[0],
      bumped[1] === before[1],
      of(user) === bumped[0],
      of(mdx) === bumped[1],
    ]).toEqual([false, true, false, true])
  })

  it('say by name what is another', () => {
    const before = toolchainOf().fingerprintFor(anyUser)
    install('mdx', '2.0.0')
    folder.write('app/vite.config.ts', `${fs.readFileSync(folder.at('app/vite.config.ts'), 'utf8')}\n`)
    const toolchain = toolchainOf('app', { mode: 'development' })
    const now = toolchain.fingerprintFor(anyUser)
    expect(toolchain.changes(before, now)).toEqual(['mode', 'package mdx', 'vite.config.ts'])
    expect(toolchain.changes('forgotten', now)).toEqual([])
    const file = folder.write('app/babel.config.json', '{ "plugins": ["not-installed"] }')
    const configured = toolchainOf('app', { mode: 'development' }).fingerprintFor({
      ...anyUser,
      toolConfigFiles: [file],
    })
    expect(toolchain.changes(now, configured)).toEqual(['babel.config.json'])
  })
})
