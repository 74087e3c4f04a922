import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { useTestFolder } from '../key/test-folder.ts'
import { packagesFrom, readPackageGraph } from './package-graph.ts'

const folder = useTestFolder()

interface Manifest {
  readonly version?: string
  readonly dependencies?: Record<string, string>
  readonly optionalDependencies?: Record<string, string>
  readonly peerDependencies?: Record<string, string>
  readonly devDependencies?: Record<string, string>
}

function install(place: string, manifest: Manifest): string {
  folder.write(`${place}/package.json`, JSON.stringify(manifest))
  return folder.at(place)
}

/** The labels of installed packages and the linked ones that are reached from packages imported in a folder. */
function closureOf(
  names: readonly string[],
  from: string,
): { readonly installed: readonly string[]; readonly linked: readonly unknown[] } {
  const graph = readPackageGraph(new Map(names.map((name) => [name, new Set([folder.at(from)])])))
  const nodes = packagesFrom(graph, names)
  return {
    installed: nodes.flatMap(({ label, linkedFolder }) => (linkedFolder === null ? [label] : [])).sort(),
    linked: nodes.flatMap(({ label, linkedFolder }) =>
      linkedFolder === null ? [] : [[label, linkedFolder]],
    ),
  }
}

const any = '*'

describe('readPackageGraph', () => {
  it('follows dependencies, optional dependencies and peers, but no development dependencies', () => {
    install('node_modules/babel', {
      version: '7.0.0',
      dependencies: { parser: any },
      optionalDependencies: { fast: any },
      peerDependencies: { host: any },
      devDependencies: { tester: any },
    })
    install('node_modules/parser', { version: '7.1.0', dependencies: { babel: any } })
    install('node_modules/host', { version: '3.0.0' })
    install('node_modules/tester', { version: '1.0.0' })
    expect(closureOf(['babel'], 'src')).toEqual({
      installed: ['babel@7.0.0', 'fast absent', 'host@3.0.0', 'parser@7.1.0'],
      linked: [],
    })
  })

  it('finds, in a hoisted layout, the nearest version', () => {
    install('node_modules/a', { version: '1.0.0', dependencies: { b: any } })
    install('node_modules/a/node_modules/b', { version: '1.0.0' })
    install('node_modules/b', { version: '2.0.0' })
    install('node_modules/c', { version: '1.0.0', dependencies: { b: any } })
    expect(closureOf(['a', 'c'], 'deep/inside').installed).toEqual([
      'a@1.0.0',
      'b@1.0.0',
      'b@2.0.0',
      'c@1.0.0',
    ])
  })

  it('finds, in an isolated layout, what is beside a package in its store', () => {
    const store = 'node_modules/.pnpm'
    const a = install(`${store}/a@1.0.0/node_modules/a`, { version: '1.0.0', dependencies: { '@x/b': any } })
    const b = install(`${store}/@x+b@2.0.0/node_modules/@x/b`, { version: '2.0.0' })
    folder.link(`${store}/a@1.0.0/node_modules/@x/b`, b)
    folder.link('node_modules/a', a)
    expect(closureOf(['a'], 'src').installed).toEqual(['@x/b@2.0.0 @x+b@2.0.0', 'a@1.0.0 a@1.0.0'])
    expect(closureOf(['@x/b'], 'src').installed).toEqual(['@x/b absent'])
  })

  it('tells a patched package of an isolated layout from the original', () => {
    const place = (patch: string): string =>
      install(`node_modules/.pnpm/a@1.0.0${patch}/node_modules/a`, { version: '1.0.0' })
    const link = folder.link('node_modules/a', place(''))
    const original = closureOf(['a'], 'src')
    fs.rmSync(link)
    folder.link('node_modules/a', place('_patch_hash=x7'))
    expect(closureOf(['a'], 'src')).not.toEqual(original)
  })

  it('follows a linked package to its folder, and to what is installed there', () => {
    const linked = install('packages/preset', { version: '0.0.0', dependencies: { b: any } })
    install('packages/preset/node_modules/b', { version: '1.0.0' })
    folder.link('app/node_modules/preset', linked)
    expect(closureOf(['preset'], 'app')).toEqual({ installed: ['b@1.0.0'], linked: [['preset', linked]] })
  })

  it('does without manifests that are damaged', () => {
    folder.write('node_modules/a/package.json', '{')
    folder.write('node_modules/b/package.json', 'null')
    folder.write('node_modules/c/package.json', '{ "dependencies": null }')
    expect(closureOf(['a', 'b', 'c'], 'src').installed).toEqual(['a@undefined', 'b@undefined', 'c@undefined'])
  })
})

describe('packagesFrom', () => {
  it('gives what is reached from some of the roots, circles included', () => {
    install('node_modules/a', { version: '1.0.0', dependencies: { b: any } })
    install('node_modules/b', { version: '1.0.0', dependencies: { a: any } })
    install('node_modules/c', { version: '1.0.0' })
    const graph = readPackageGraph(new Map(['a', 'c'].map((name) => [name, new Set([folder.path])])))
    const namesFrom = (...roots: string[]) => packagesFrom(graph, roots).map(({ name }) => name)
    expect([namesFrom('a'), namesFrom('c'), namesFrom('a', 'c'), namesFrom('other')]).toEqual([
      ['a', 'b'],
      ['c'],
      ['a', 'c', 'b'],
      [],
    ])
  })
})
