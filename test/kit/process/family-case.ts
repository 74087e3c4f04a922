import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordsWholeBuilds } from '../snapshot/records-whole-builds.ts'
import { expectSame } from './family.ts'
import { type FamilyBuild, runFamilyBuilds } from './family-builds.ts'
import { contentsOfStates, type FamilyCalls, type FamilyState } from './family-states.ts'
import { testWholeFamily } from './family-whole-builds.ts'
import { Project } from './project.ts'
import type { BuildJob, BuildOutcome } from './run-build.ts'

/** A small project of one plugin family, and what a cache does for each of its states. */
export interface FamilyCase {
  /** A sentence. */
  readonly behaviour: string
  /** Files by path, with a config per bundler: see `viteConfig` and `rollupConfig`; or the name of a fixture. */
  readonly files: Readonly<Record<string, string>> | string
  /** The first one is built in every run, all of them in the nightly one. Vite when left out. */
  readonly bundlers?: readonly BuildJob['bundler'][]
  /** Entry of the server build; null: there is none. `src/main.js` when left out. */
  readonly server?: string | null
  /** True when the plugins do something else for servers: then both are built in every run. */
  readonly differsOnServer?: true
  /** Plugins whose calls are answered from the cache. At the start, all that return something must run. */
  readonly cached: readonly string[]
  /** Plugins that every call must reach, also those that return nothing. */
  readonly uncached?: readonly string[]
  /** Calls of the cached plugins that run in every build, those for servers with ` @ssr` at the end. */
  readonly always?: FamilyCalls
  /** See `usualStates`; the start comes before them. */
  readonly states: readonly FamilyState[]
  readonly env?: Readonly<Record<string, string>>
  /** Folder of the output; `dist` when left out. */
  readonly output?: string
}

const isNightly = process.env['REKINDLE_NIGHTLY'] === '1'

/** The builds of one state and variant: without Rekindle, the first with it, and one with a cache that knows all states. */
interface Built {
  readonly plain: BuildOutcome
  readonly first: BuildOutcome
  readonly warm: BuildOutcome
}

/**
 * Three processes: one builds all states without Rekindle, one with it from an empty cache, one again with what is in the
 * cache then. In the nightly run every build is a process, and there are more variants. Where whole builds are recorded they are
 * compared in place of all that, of one variant.
 */
export function testFamilyCase(familyCase: FamilyCase): void {
  const { bundlers = ['vite'] } = familyCase
  for (const bundler of isNightly ? bundlers : bundlers.slice(0, 1)) {
    describe(isNightly ? `${familyCase.behaviour} (${bundler})` : familyCase.behaviour, () => {
      testOnBundler(familyCase, bundler)
    })
  }
}

function testOnBundler(familyCase: FamilyCase, bundler: BuildJob['bundler']): void {
  const states: readonly FamilyState[] = [
    { name: 'the start', change: {}, runs: [] },
    ...(isNightly ? familyCase.states : tellingStates(familyCase.states)),
  ]
  const variants = variantsOf(familyCase, bundler)
  if (recordsWholeBuilds) {
    const { env = {}, output = 'dist' } = familyCase
    const createProject = (): Project => createFamilyProject(familyCase)
    testWholeFamily({ createProject, states, variants: variants.slice(0, 1), env, output })
    return
  }
  let project: Project | null = null
  let built: readonly Built[] = []
  beforeAll(async () => {
    project = createFamilyProject(familyCase)
    built = await buildAll(familyCase, project, states, variants)
  }, 600_000)
  afterAll(() => project?.dispose())

  for (const [index, variant] of variants.entries()) {
    const at = (state: number): Built => built[index * states.length + state]!
    describe(variant.name, () => {
      test('two builds without the plugin agree', () => {
        expect(at(0).plain.error).toBeNull()
        expect(Object.keys(at(0).plain.files)).not.toEqual([])
        const last = states.findLastIndex((state) => Object.keys(state.change).length === 0)
        expect(at(last).plain).not.toBe(at(0).plain)
        expectSame(at(last).plain, at(0).plain)
      })
      for (const [number, state] of states.entries()) {
        test(`${state.name}: as without the plugin, and only what changed runs`, () => {
          expectRight(familyCase, state, at(number), at(0), { isStart: number === 0, isMain: index === 0 })
        })
      }
    })
  }
}

function createFamilyProject({ files }: FamilyCase): Project {
  return typeof files === 'string'
    ? Project.fromFixture(files)
    : Project.fromFiles({ 'package.json': MANIFEST, ...files })
}

/** Of the states apart, so many are built in every run: each is three processes. */
const APART = 2

/** Without what other states show as well: that nothing changes, and that two things do. */
function tellingStates(states: readonly FamilyState[]): readonly FamilyState[] {
  const left = states.filter(({ name }) => name !== 'unchanged' && name !== 'two edits at once')
  const apart = left.filter(({ isApart }) => isApart === true)
  return left.filter((state) => !apart.slice(APART).includes(state))
}

const MANIFEST = '{ "name": "app", "private": true, "type": "module" }'

interface Variant {
  readonly name: string
  readonly job: BuildJob
}

/** The most telling one first. */
function variantsOf(
  { server = 'src/main.js', differsOnServer }: FamilyCase,
  bundler: BuildJob['bundler'],
): readonly Variant[] {
  const hasServer = bundler === 'vite' && server !== null
  const all = [true, false].flatMap((sourcemap) => [false, true].map((isServer) => ({ sourcemap, isServer })))
  return all
    .filter(({ sourcemap, isServer }) => {
      const isChosen = isNightly || (sourcemap && (!isServer || differsOnServer === true))
      return isChosen && (hasServer || !isServer)
    })
    .map(({ sourcemap, isServer }) => ({
      name: `${isServer ? 'server' : 'client'}, ${sourcemap ? 'with' : 'without'} source maps`,
      job: { bundler, sourcemap, ...(isServer && server !== null ? { ssr: server } : {}) },
    }))
}

async function buildAll(
  { env = {}, output = 'dist' }: FamilyCase,
  project: Project,
  states: readonly FamilyState[],
  variants: readonly Variant[],
): Promise<readonly Built[]> {
  const contents = contentsOfStates(project, states)
  const builds = variants.flatMap(({ job }) =>
    contents.map((files, index): FamilyBuild => {
      const isApart = isNightly || states[index]?.isApart === true
      return { job, files, isApart }
    }),
  )
  const run = async (pass: string, isCached: boolean, once: boolean): Promise<readonly BuildOutcome[]> => {
    const places = placesOf(builds, variants.length, once)
    const distinct = builds.filter((_build, index) => places.indexOf(places[index]!) === index)
    const outcomes = await runFamilyBuilds(project, { pass, output }, distinct, {
      ...env,
      ...(isCached ? { WITH_REKINDLE: 'yes' } : {}),
    })
    const order = [...new Set(places)]
    return places.map((place) => outcomes[order.indexOf(place)]!)
  }
  const plain = await run('plain', false, true)
  const first = await run('first', true, false)
  const warm = await run('warm', true, true)
  return builds.map((_build, index) => ({ plain: plain[index]!, first: first[index]!, warm: warm[index]! }))
}

/**
 * By which name each build goes: equal names are made once. The last build of a variant at its start is made again, to tell
 * whether two of them agree.
 */
function placesOf(builds: readonly FamilyBuild[], variants: number, once: boolean): readonly string[] {
  const size = builds.length / variants
  const texts = builds.map((build) => JSON.stringify(build))
  return texts.map((text, index) => {
    const start = Math.floor(index / size) * size
    const isLastStart = index === start + texts.slice(start, start + size).lastIndexOf(texts[start]!)
    return once && !isLastStart ? text : `${index}`
  })
}

function expectRight(
  familyCase: FamilyCase,
  state: FamilyState,
  { plain, first, warm }: Built,
  start: Built,
  { isStart, isMain }: { readonly isStart: boolean; readonly isMain: boolean },
): void {
  for (const outcome of [first, warm]) {
    expectSame(outcome, plain)
    expect(outcome.failures).toEqual([])
  }
  if (isMain && Object.keys(state.change).length > 0) {
    const reaches = plain.error !== null || JSON.stringify(plain.files) !== JSON.stringify(start.plain.files)
    expect(reaches, 'whether the change reaches the output').toBe(state.staysEqual !== true)
  }
  if (plain.error !== null) {
    // How far the others get before a build fails, no one can tell.
    return
  }
  const { cached, uncached = [], always = [] } = familyCase
  const possible = callsOf(plain.calls, cached)
  const isDue = (call: string, isRunning: boolean): boolean =>
    [always, state.audited ?? []].some((calls) => isNamed(call, calls)) ||
    (isRunning && isNamed(call, state.runs))
  if (isMain) {
    // A list that names what never runs asserts nothing.
    expect(possible).toEqual(expect.arrayContaining([...listed(state.runs)]))
    const expected = possible.filter((call) => isStart || isDue(call, true))
    expect(callsOf(first.calls, cached), first.misses.join('\n')).toEqual(expected)
    if (isStart) {
      const onPage = listed(always).filter((call) => !call.endsWith(' @ssr'))
      expect(possible).toEqual(expect.arrayContaining([...onPage]))
      expect(cached.length === 0 || possible.some((call) => !isDue(call, false))).toBe(true)
    } else if (state.runs instanceof RegExp) {
      expect(expected.filter((call) => !isDue(call, false))).not.toEqual([])
    }
  }
  const due = possible.filter((call) => isDue(call, false))
  expect(callsOf(warm.calls, cached), warm.misses.join('\n')).toEqual(due)
  const whole = (outcome: BuildOutcome): readonly string[] =>
    callsOf([...outcome.calls, ...outcome.emptyCalls].sort(), uncached)
  expect(whole(first)).toEqual(whole(plain))
  expect(whole(warm)).toEqual(whole(plain))
  if (isStart && isMain) {
    const silent = uncached.filter((plugin) => whole(plain).every((call) => !call.startsWith(`${plugin} `)))
    expect(silent).toEqual([])
  }
}

function listed(calls: FamilyCalls): readonly string[] {
  return calls instanceof RegExp ? [] : calls
}

function isNamed(call: string, calls: FamilyCalls): boolean {
  return calls instanceof RegExp ? calls.test(call) : calls.includes(call)
}

/** Calls of some plugins, without hashes of content, each once: some plugins call others by themselves. */
function callsOf(calls: readonly string[], plugins: readonly string[]): readonly string[] {
  const chosen = calls.filter((call) => plugins.some((plugin) => call.startsWith(`${plugin} `)))
  return [...new Set(chosen.map((call) => call.replace(/=[0-9a-f]{8}\b/g, '=<hash>')))]
}
