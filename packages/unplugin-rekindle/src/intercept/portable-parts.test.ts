import { ProjectRoot } from '@rekindle/core'
import { transformWithOxc } from 'vite'
import { describe, expect, it } from 'vitest'
import { type StoredParts, storeParts } from './portable-parts.ts'
import { PAYLOAD_MARK, restoreParts } from './stored-call.ts'

const here = new ProjectRoot('/home/ada/shop')
const there = new ProjectRoot('/srv/builds/checkout-7')

/** Compiles TypeScript as a plugin would in a project, with the source map of a real compiler. */
async function compile(
  root: ProjectRoot,
  source: string,
): Promise<{ received: string; code: string; map: string }> {
  const received = source.replaceAll('ROOT', root.directory)
  const { code, map } = await transformWithOxc(received, `${root.directory}/src/a.ts`, { sourcemap: true })
  return { received, code, map: JSON.stringify(map) }
}

function store(
  root: ProjectRoot,
  { received, code, map }: { received: string; code: string; map: string | null },
): StoredParts {
  return storeParts(root, received, { code, map, payload: '' }, () =>
    map === null ? '' : (JSON.parse(map) as { mappings: string }).mappings,
  )
}

/** What is stored in one project, as it is restored in the other. */
function moved(stored: StoredParts): unknown {
  const { code, map } = restoreParts(there, { ...stored, payload: PAYLOAD_MARK[stored.kind] })
  return { code, map }
}

describe('a result with a real source map', () => {
  it('is portable, and is there what it would have been made to there, when the root stands last on its line', async () => {
    const source =
      'const one: number = 1\nexport const file =\n"ROOT/data.json"\nexport const two: number = one\n'
    const compiled = await compile(here, source)
    const stored = store(here, compiled)
    expect(stored.kind).toBe('portable')
    const { code, map } = await compile(there, source)
    expect(moved(stored)).toEqual({ code, map })
  })

  it('is portable when only the map names the root', async () => {
    const compiled = await compile(here, 'export const one: number = 1\n')
    const map = JSON.stringify({
      ...(JSON.parse(compiled.map) as object),
      sources: [`${here.directory}/src/a.ts`],
    })
    const stored = store(here, { ...compiled, map })
    expect(stored).toMatchObject({
      kind: 'portable',
      map: expect.not.stringContaining(here.directory) as string,
    })
    expect(moved(stored)).toEqual({
      code: compiled.code,
      map: map.replaceAll(here.directory, there.directory),
    })
  })

  it('is bound when a position stands behind the root in the code', async () => {
    const compiled = await compile(here, 'export const all = ["ROOT/a", (x: number) => x, 1 as number]\n')
    expect(store(here, compiled)).toEqual({
      kind: 'bound',
      code: compiled.code,
      map: compiled.map,
      payload: '',
    })
  })

  it('is bound when a position stands behind the root in what the hook received', async () => {
    const received = 'export const one: number = 1 /* "ROOT/a" */\n'.replace('ROOT', here.directory)
    const { code, map } = await compile(here, 'export const one: number = 1\n')
    const shifted = JSON.stringify({ ...(JSON.parse(map) as object), mappings: 'AAAA,UAAkE' })
    expect(store(here, { received, code, map }).kind).toBe('portable')
    expect(store(here, { received, code, map: shifted }).kind).toBe('bound')
  })

  it('is bound when its mappings can not be read', async () => {
    const compiled = await compile(here, 'export const file =\n"ROOT"\n')
    const parts = { code: compiled.code, map: compiled.map, payload: '' }
    expect(storeParts(here, compiled.received, parts, () => null).kind).toBe('bound')
  })
})

describe('a result without map', () => {
  it('is portable wherever the root stands', () => {
    const received = `const a = ["${here.directory}/a", 1]`
    const stored = store(here, { received, code: received, map: null })
    expect(stored.kind).toBe('portable')
    expect(moved(stored)).toEqual({ code: received.replaceAll(here.directory, there.directory), map: null })
  })

  it('is bound when it names a folder beside the root', () => {
    const code = 'import "/home/ada/library"'
    expect(store(here, { received: '', code, map: null })).toEqual({
      kind: 'bound',
      code,
      map: null,
      payload: '',
    })
  })

  it('is bound when its journal names a folder beside the root', () => {
    const parts = { code: '', map: null, payload: '"/home/ada/library"' }
    expect(storeParts(here, '', parts, () => '')).toEqual({ kind: 'bound', ...parts })
  })
})
