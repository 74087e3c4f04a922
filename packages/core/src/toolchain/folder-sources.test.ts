import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { useTestFolder } from '../key/test-folder.ts'
import { readFolderSources } from './folder-sources.ts'

const folder = useTestFolder()

function fingerprintOf(path: string): string {
  return readFolderSources(path).fingerprint
}

describe('readFolderSources', () => {
  it('changes with what a linked package consists of, and only with that', () => {
    folder.write('preset/index.js', '1')
    folder.write('preset/lib/deep.js', '1')
    const before = fingerprintOf(folder.at('preset'))
    folder.write('preset/node_modules/b/index.js', '')
    folder.write('preset/.git/HEAD', '')
    expect(fingerprintOf(folder.at('preset'))).toBe(before)
    folder.write('preset/lib/deep.js', '2')
    const edited = fingerprintOf(folder.at('preset'))
    fs.renameSync(folder.at('preset/lib/deep.js'), folder.at('preset/lib/other.js'))
    const renamed = fingerprintOf(folder.at('preset'))
    expect(new Set([before, edited, renamed]).size).toBe(3)
  })

  it('is the same for the same files in another folder', () => {
    folder.write('one/a/b.js', '')
    folder.write('two/a/b.js', '')
    expect(fingerprintOf(folder.at('one'))).toBe(fingerprintOf(folder.at('two')))
  })

  it('names the packages that the files import, declared or not', () => {
    folder.write(
      'preset/index.js',
      `import a from 'a'; import './local.js'; import fs from 'node:fs'; import 'path'`,
    )
    folder.write('preset/lib/deep.cjs', `require('@x/b/sub')`)
    folder.write('preset/readme.md', `import 'c'`)
    expect(readFolderSources(folder.at('preset')).imports).toEqual(['@x/b', 'a'])
  })
})
