import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { ProjectRoot } from '../key/project-root.ts'
import { useTestFolder } from '../key/test-folder.ts'
import { FingerprintTable } from './fingerprint-table.ts'
import { WatchedFiles } from './watched-files.ts'

const testFolder = useTestFolder()

/** A folder with `src/a.js` and `src/b.js`, a table of states, and a clock that only the test moves. */
function createRoom() {
  const folder = testFolder.path
  const root = new ProjectRoot(folder)
  const at = (file: string): string => path.join(folder, file)
  fs.mkdirSync(at('src'))
  fs.writeFileSync(at('src/a.js'), 'a')
  fs.writeFileSync(at('src/b.js'), 'b')
  let now = Date.now() + 60_000
  vi.spyOn(Date, 'now').mockImplementation(() => now)
  const stat = vi.spyOn(fs, 'statSync')
  onTestFinished(() => {
    vi.restoreAllMocks()
  })
  const table = new FingerprintTable(root)
  const watched = new WatchedFiles(root)
  /** A build that looks at files, and what it found on disk and not in memory. */
  const build = (...files: string[]): readonly string[] => {
    table.startBuild(watched)
    stat.mockClear()
    files.forEach((file) => {
      table.fileState(at(file))
    })
    return [...new Set(stat.mock.calls.map(([file]) => path.relative(folder, String(file))))]
  }
  const wait = (milliseconds: number): void => {
    now += milliseconds
  }
  /** Two builds after which both files are vouched for, as far as nothing happens to them. */
  const begin = (): void => {
    build('src/a.js', 'src/b.js')
    watched.watch('', [at('src/a.js'), at('src/b.js')])
    wait(5000)
    build('src/a.js', 'src/b.js')
    watched.watch('', [at('src/a.js'), at('src/b.js')])
    wait(5000)
  }
  return { at, table, watched, build, wait, begin }
}

// Elsewhere nobody is believed.
describe.runIf(process.platform === 'linux')('files that a bundler watches', () => {
  it('are not looked at again as long as no change of them is told', () => {
    const { at, watched, build, begin } = createRoom()
    begin()
    expect(build('src/a.js', 'src/b.js')).toEqual([])
    watched.noteChange(at('src/b.js'))
    expect(build('src/a.js', 'src/b.js')).toEqual(['src/b.js'])
  })

  it('are looked at for ever once a change of them was told, since watchers lose replaced files', () => {
    const { at, watched, build, wait, begin } = createRoom()
    begin()
    watched.noteChange(at('src/b.js'))
    for (const _ of [1, 2, 3]) {
      watched.watch('', [at('src/a.js'), at('src/b.js')])
      wait(5000)
      expect(build('src/a.js', 'src/b.js')).toEqual(['src/b.js'])
    }
  })

  it('are looked at as long as the watcher may not have begun', () => {
    const { at, watched, build, wait } = createRoom()
    const both = [at('src/a.js'), at('src/b.js')]
    build('src/a.js')
    watched.watch('', both)
    wait(100)
    expect(build('src/a.js')).toEqual(['src/a.js'])
    watched.watch('', both)
    wait(5000)
    // Its last state is from a time when nobody was sure to watch.
    expect(build('src/a.js')).toEqual(['src/a.js'])
    watched.watch('', both)
    expect(build('src/a.js')).toEqual([])
  })

  it('are looked at when they are not watched any more, and for ever after', () => {
    const { at, watched, build, begin } = createRoom()
    begin()
    watched.watch('', [at('src/b.js')])
    expect(build('src/a.js', 'src/b.js')).toEqual(['src/a.js'])
    begin()
    expect(build('src/a.js', 'src/b.js')).toEqual(['src/a.js'])
  })

  it('are looked at when a file in their folder was replaced, though nobody tells', () => {
    const { at, table, build, begin } = createRoom()
    begin()
    fs.writeFileSync(at('src/new'), 'other')
    fs.renameSync(at('src/new'), at('src/a.js'))
    const before = table.fileState(at('src/a.js'))
    expect(build('src/a.js', 'src/b.js')).toEqual(['src/a.js', 'src/b.js'])
    expect(table.fileState(at('src/a.js'))).not.toBe(before)
    // What is watched from now on is another file than the one at this path.
    begin()
    expect(build('src/a.js', 'src/b.js')).toEqual(['src/a.js', 'src/b.js'])
  })

  it('are looked at when another folder has taken the place of theirs, though nobody tells', () => {
    const { at, build, begin } = createRoom()
    begin()
    fs.renameSync(at('src'), at('before'))
    fs.mkdirSync(at('src'))
    fs.writeFileSync(at('src/a.js'), 'other')
    expect(build('src/a.js', 'src/b.js')).toEqual(['src/a.js', 'src/b.js'])
  })

  it('are looked at when they are links', () => {
    const { at, watched, build, wait } = createRoom()
    fs.writeFileSync(at('target.js'), 'linked')
    fs.symlinkSync(at('target.js'), at('src/link.js'))
    for (const _ of [1, 2, 3]) {
      expect(build('src/link.js')).toEqual(['src/link.js'])
      watched.watch('', [at('src/link.js')])
      wait(5000)
    }
  })

  it('are looked at in every build where contents are compared', () => {
    const { at, watched, wait } = createRoom()
    const table = new FingerprintTable(new ProjectRoot(path.dirname(at('src'))), 'content')
    const read = vi.spyOn(fs, 'readFileSync')
    table.startBuild()
    table.fileState(at('src/a.js'))
    watched.watch('', [at('src/a.js')])
    wait(5000)
    table.startBuild()
    table.fileState(at('src/a.js'))
    expect(read).toHaveBeenCalledTimes(2)
  })
})
