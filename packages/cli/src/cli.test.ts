import fs from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type CacheKey, openStore } from '@rekindle/core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type CommandLineCopy, type CommandRun, copyCommandLine } from './cli-test-process.ts'

let commandLine: CommandLineCopy
let project: string

beforeAll(() => {
  commandLine = copyCommandLine()
})
afterAll(() => {
  commandLine.remove()
})
beforeEach(() => {
  project = fs.realpathSync(fs.mkdtempSync(path.join(tmpdir(), 'rekindle-project-')))
})
afterEach(() => {
  fs.rmSync(project, { recursive: true, force: true })
})

function run(...args: string[]): Promise<CommandRun> {
  return commandLine.run(project, ...args)
}

function fillCache(cacheDir = 'node_modules/.cache/rekindle'): string {
  const directory = path.join(project, cacheDir)
  const store = openStore({ directory })
  for (const digit of ['1', '2', '3']) {
    store.append({ key: digit.repeat(32) as CacheKey, head: '{}', code: 'x'.repeat(1000), map: null })
  }
  store.close()
  return directory
}

function errorText(...lines: string[]): string {
  return `${lines.join('\n  ')}\n`
}

describe('rekindle stats', () => {
  it('shows what the cache of the current folder holds', async () => {
    const folder = fillCache()
    const { exitCode, output, errors } = await run('stats')
    expect([exitCode, errors]).toEqual([0, ''])
    const rows = Object.fromEntries(
      output
        .trim()
        .split('\n')
        .map((line) => [line.slice(0, 10).trim(), line.slice(10)]),
    )
    expect(rows).toEqual({
      Folder: folder,
      Format: 'version 2',
      Segments: '1',
      Entries: '3',
      Size: expect.stringMatching(/^[34](\.\d)? kB \(\d,\d{3} bytes\)$/) as string,
      Newest: expect.stringContaining(String(new Date().getFullYear())) as string,
      Oldest: expect.stringContaining(String(new Date().getFullYear())) as string,
    })
  })

  it('prints JSON, and looks where it is told to', async () => {
    const before = Date.now()
    const folder = fillCache('elsewhere')
    for (const args of [['--cache-dir', 'elsewhere'], [`--cache-dir=${folder}`]]) {
      const { exitCode, output } = await run('stats', '--json', ...args)
      const { bytes, newestAt, oldestAt, ...counts } = JSON.parse(output) as {
        bytes: number
        newestAt: string
        oldestAt: string
      }
      expect([exitCode, counts]).toEqual([
        0,
        { folder, formatVersion: 2, segments: 1, entries: 3, build: null, wholeBuild: null },
      ])
      expect(bytes).toBeGreaterThan(3000)
      expect(Date.parse(oldestAt)).toBeGreaterThanOrEqual(before)
      expect(Date.parse(newestAt)).toBeGreaterThanOrEqual(Date.parse(oldestAt))
    }
  })

  it('says so when there is no cache, and creates none', async () => {
    fs.writeFileSync(path.join(project, 'package.json'), '{}')
    expect(await run('stats')).toEqual({
      exitCode: 2,
      output: '',
      errors: errorText(
        `[rekindle] There is no cache in ${path.join(project, 'node_modules/.cache/rekindle')}.`,
        'There is nothing to show; the next build with Rekindle starts a cache.',
        'Build once with the plugin, go to the folder of the project, or name another cache with --cache-dir.',
        'See errors.md#no-cache in the documentation.',
      ),
    })
    expect(fs.readdirSync(project)).toEqual(['package.json'])
  })

  it('finds the cache from any folder of the project', async () => {
    const folder = fillCache()
    const inside = path.join(project, 'src/pages')
    fs.mkdirSync(inside, { recursive: true })
    const { output } = await commandLine.run(inside, 'stats', '--json')
    expect(JSON.parse(output)).toMatchObject({ folder, entries: 3 })
  })
})

describe('rekindle prune', () => {
  it('removes what exceeds the limits, and says what is left', async () => {
    const folder = fillCache()
    const { exitCode, output, errors } = await run('prune', '--bytes', '2600')
    expect([exitCode, errors]).toEqual([0, ''])
    expect(output).toMatch(
      /^Removed 1 entries from .*rekindle, which frees [\d,.]+ (kB|byte); left: 2 entries, .* kB\.\n$/,
    )
    const again = await run('prune', '--bytes', '2600')
    expect(again.output).toMatch(/^The cache in .* is within its limits: 2 entries, .* kB\.\n$/)
    expect(await run('prune', '--entries=1', '--json')).toMatchObject({
      exitCode: 0,
      output: expect.stringMatching(
        /"folder": .*\n.*"entries": 1,\n.*\n.*\n.*"removedEntries": 1,/,
      ) as string,
    })
    expect(fs.readdirSync(folder)).toEqual(['v2'])
  })

  it('keeps what is young enough', async () => {
    fillCache()
    await run('prune', '--days', '0.5', '--policy', 'fifo')
    expect((await run('stats')).output).toMatch(/Entries +3\n/)
  })

  it('says so when there is no cache', async () => {
    const { exitCode, errors } = await run('prune')
    expect([exitCode, errors.split('\n')[1]]).toEqual([2, '  Nothing was removed.'])
  })

  it.each([
    ['bytes', '1GB', 'a whole number above 0'],
    ['entries', '0', 'a whole number above 0'],
    ['days', 'many', 'a number above 0'],
    ['policy', 'mru', 'one of lru, lfu, fifo'],
  ])('turns down --%s %s, and changes nothing', async (option, value, expected) => {
    fillCache()
    expect(await run('prune', `--${option}`, value)).toEqual({
      exitCode: 2,
      output: '',
      errors: errorText(
        `[rekindle] The option "--${option}" must be ${expected}.`,
        'Nothing was done.',
        `It is ${value}.`,
        'See errors.md#invalid-option in the documentation.',
      ),
    })
    expect((await run('stats')).output).toMatch(/Entries +3\n/)
  })
})

describe('rekindle clear', () => {
  it('removes the cache, and nothing else', async () => {
    const folder = fillCache()
    fs.writeFileSync(path.join(folder, 'v2', 'notes.txt'), 'mine')
    fs.writeFileSync(path.join(project, 'node_modules/.cache/other'), 'theirs')
    const { exitCode, output } = await run('clear')
    expect(exitCode).toBe(0)
    expect(output).toMatch(/^Removed the cache in .* \(\d files\)\.\n$/)
    expect(fs.readdirSync(path.join(folder, 'v2'))).toEqual(['notes.txt'])
    expect(fs.readdirSync(path.join(project, 'node_modules/.cache')).sort()).toEqual(['other', 'rekindle'])
    expect((await run('stats')).exitCode).toBe(2)
  })

  it('removes the cache that it is told to', async () => {
    fillCache()
    fillCache('elsewhere')
    expect((await run('clear', '--cache-dir', 'elsewhere')).exitCode).toBe(0)
    expect(fs.readdirSync(project)).toEqual(['node_modules'])
    expect((await run('stats')).exitCode).toBe(0)
  })

  it('says so when there is no cache', async () => {
    const { exitCode, errors } = await run('clear', '--cache-dir', 'none')
    expect([exitCode, errors.split('\n')[1]]).toEqual([2, '  Nothing was removed.'])
  })

  it('says which files could not be removed', async () => {
    const stubborn = path.join(fillCache(), 'v2', '000000000000001-1-00000000-0123456789abcdef.pack')
    fs.mkdirSync(stubborn)
    expect(await run('clear')).toEqual({
      exitCode: 1,
      output: '',
      errors: errorText(
        `[rekindle] Files of the cache could not be removed: 1, ${stubborn} first.`,
        '3 files were removed; builds do not use the others.',
        'See who owns the files, and whether the disk can be written to.',
        'See errors.md#cache-not-removed in the documentation.',
      ),
    })
  })
})

describe('what is wrong with a command', () => {
  it.each<[string[], string, string]>([
    [
      ['clear', '--jsn'],
      'There is no option "--jsn".',
      'Did you mean "--json"? The options are --cache-dir, --json, --help.',
    ],
    [['clear', '-x'], 'There is no option "-x".', 'The options are --cache-dir, --json, --help.'],
    [
      ['stats', '--cache-dir'],
      'The option "--cache-dir" needs a value.',
      'For instance: --cache-dir node_modules/.cache/rekindle.',
    ],
    [
      ['stats', '--cache-dir='],
      'The option "--cache-dir" needs a value.',
      'For instance: --cache-dir node_modules/.cache/rekindle.',
    ],
    [
      ['stats', '--cache-dir', '--json'],
      'The option "--cache-dir" needs a value.',
      'For instance: --cache-dir node_modules/.cache/rekindle.',
    ],
    [['stats', '--json=yes'], 'The option "--json" takes no value.', 'For instance: --json.'],
    [
      ['clear', 'elsewhere'],
      '"elsewhere" was not expected here.',
      'The options are --cache-dir, --json, --help. Names of folders follow --cache-dir.',
    ],
    [
      ['stat'],
      'There is no command "stat".',
      'Did you mean "stats"? The commands are stats, show, why, graph, doctor, verify, warm, bench, prune, clear; rekindle --help tells about them.',
    ],
    [['why'], 'The file is missing.', 'For instance: rekindle why src/main.ts.'],
    [
      ['--json'],
      'There is no option "--json".',
      'The commands are stats, show, why, graph, doctor, verify, warm, bench, prune, clear; rekindle --help tells about them.',
    ],
  ])('is told for %j', async (args, message, hint) => {
    const folder = fillCache()
    const { exitCode, output, errors } = await run(...args)
    expect([exitCode, output]).toEqual([2, ''])
    expect(errors.split('\n').slice(0, 3)).toEqual([
      `[rekindle] ${message}`,
      '  Nothing was done.',
      `  ${hint}`,
    ])
    expect(fs.existsSync(folder)).toBe(true)
  })
})

describe('help', () => {
  it.each([[[]], [['--help']], [['-h']]])('lists the commands for %j', async (args) => {
    const { exitCode, output } = await run(...args)
    expect(exitCode).toBe(0)
    expect(output).toMatch(
      /stats\s+Show what a cache holds.*\n(?:\s+\w+ .*\n){7}\s+prune\s+Remove what exceeds.*\n\s+clear\s+Remove a cache/,
    )
    expect(output).not.toContain('\u001b')
  })

  it.each(['stats', 'show', 'why', 'graph', 'doctor', 'verify', 'warm', 'prune', 'clear'])(
    'of %s names its options with their defaults',
    async (command) => {
      const { exitCode, output } = await run(command, '--help')
      expect(exitCode).toBe(0)
      expect(output).toMatch(/--cache-dir=<folder>\s+Folder of the cache.*node_modules\/\.cache\/rekindle/)
      expect(output).toMatch(/--json\s+Print JSON/)
    },
  )

  it.each(['--version', '-v'])('is given with the version by %s', async (flag) => {
    const manifest = fs.readFileSync(path.join(commandLine.folder, 'package.json'), 'utf8')
    const { version } = JSON.parse(manifest) as { version: string }
    expect(await run(flag)).toEqual({ exitCode: 0, output: `${version}\n`, errors: '' })
  })
})
