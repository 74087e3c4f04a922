import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ProjectRoot } from '../key/project-root.ts'
import { useTestFolder } from '../key/test-folder.ts'
import { FingerprintTable } from './fingerprint-table.ts'

const folder = useTestFolder()

function stateOf(name: string): unknown {
  const root = new ProjectRoot(folder.path)
  return new FingerprintTable(root).stateOf('place', root.relative(folder.at(name)))
}

/** A file, two folders, and a link to one of them. */
function createPlaces(): void {
  folder.write('file', 'one')
  folder.write('folder/inner', '1')
  folder.write('other/inner', '1')
  folder.link('link', 'folder')
}

describe('the state of a place', () => {
  it('is the kind of what is there, whatever its content', () => {
    createPlaces()
    const before = ['file', 'folder', 'nothing'].map(stateOf)
    expect(new Set(before).size).toBe(3)
    expect(before[2]).toBe('absent')
    fs.writeFileSync(folder.at('file'), 'two')
    fs.writeFileSync(folder.at('folder/more'), '')
    expect(['file', 'folder', 'nothing'].map(stateOf)).toEqual(before)
    fs.rmSync(folder.at('file'))
    fs.mkdirSync(folder.at('file'))
    expect(stateOf('file')).toBe(before[1])
  })

  it('tells where links lead, also those above', () => {
    createPlaces()
    const before = ['link', 'link/inner'].map(stateOf)
    fs.unlinkSync(folder.at('link'))
    folder.link('link', 'other')
    const after = ['link', 'link/inner'].map(stateOf)
    expect(after[0]).not.toBe(before[0])
    expect(after[1]).not.toBe(before[1])
    fs.rmSync(folder.at('other'), { recursive: true })
    expect(['link', 'link/inner'].map(stateOf)).toEqual(['absent', 'absent'])
  })
})

it('is the same by whichever way the folders above are followed, and another when one of them becomes a link', () => {
  folder.write('deep/er/file', '1')
  folder.write('elsewhere/er/file', '1')
  folder.link('linked', 'deep')
  const before = ['deep/er/file', 'deep/er', 'linked/er/file'].map(stateOf)
  expect(before[0]).not.toBe(before[2])
  fs.renameSync(folder.at('deep'), folder.at('moved'))
  folder.link('deep', 'moved')
  const after = ['deep/er/file', 'deep/er', 'linked/er/file'].map(stateOf)
  expect(after.map((state, index) => state === before[index])).toEqual([false, false, false])
  fs.unlinkSync(folder.at('deep'))
  folder.link('deep', 'elsewhere')
  expect(stateOf('deep/er/file')).not.toBe(after[0])
})

describe('a place that was looked at', () => {
  it('is unstable when something has appeared or gone since', () => {
    createPlaces()
    const table = new FingerprintTable(new ProjectRoot(folder.path))
    const later = Date.now() + 60_000
    expect(table.observe('place', folder.at('file'), later)).toMatchObject({ kind: 'stable' })
    // Made after the look, as far as the clock tells.
    expect(table.observe('place', folder.at('file'), Date.now() - 60_000)).toEqual({ kind: 'unstable' })
    const readAtMs = Date.now()
    table.observe('place', folder.at('folder/inner'), readAtMs + 60_000)
    fs.rmSync(folder.at('folder/inner'))
    expect(table.observe('place', folder.at('folder/inner'), readAtMs)).toEqual({ kind: 'unstable' })
    expect(table.observe('place', folder.at('never'), readAtMs)).toEqual({ kind: 'stable', state: 'absent' })
  })
})
