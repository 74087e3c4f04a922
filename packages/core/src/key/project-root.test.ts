import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ProjectRoot, ROOT_TOKEN, type RootRelativePath } from './project-root.ts'
import { useTestFolder } from './test-folder.ts'
import { announceSeed } from './test-seed.ts'

const folder = useTestFolder()

function kindOf(root: string, text: string): string {
  return new ProjectRoot(root).mentions(text).kind
}

describe('mentions', () => {
  it('is none where a text names no path near the root', () => {
    for (const text of [
      '',
      'export {}',
      "import './home/page.js'",
      '/usr/lib/x',
      '/homes/a',
      'x /home-made/y',
    ]) {
      expect(kindOf('/home/ada/shop', text), text).toBe('none')
    }
  })

  it('is portable where the whole root leads a path', () => {
    const text = `"/home/ada/shop/src/a.ts" file:///usr '/home/ada/shop'`
    expect(new ProjectRoot('/home/ada/shop').mentions(text)).toEqual({
      kind: 'portable',
      text: `"${ROOT_TOKEN}/src/a.ts" file:///usr '${ROOT_TOKEN}'`,
      offsets: [1, 39],
    })
  })

  it.each([
    ['a folder whose name begins with that of the root', '/a/app', '"/a/app2/x.ts"'],
    ['a file whose name begins with that of the root', '/a/app', '"/a/app.ts"'],
    ['a longer path that ends in the root', '/a/app', '"/b/a/app/x.ts"'],
    ['a URL of a file', '/a/app', 'file:///a/app/x.ts'],
    ['a sibling', '/a/app', '"/a/shared/x.ts"'],
    ['a sibling of a folder above', '/a/b/app', '"/a/node_modules/x.js"'],
    ['the folder above', '/a/app', 'const root = "/a"'],
    ['the token itself', '/a/app', ROOT_TOKEN],
    ['the root as the server names it', '/a/app', '/@fs/a/app/x.ts'],
    ['another file beside a portable mention', '/a/app', '"/a/app/x.ts" "/a/y.ts"'],
    ['a relative path like a root below the top', '/app', "import './app/x.js'"],
    ['a longer name below the top', '/app', '"/apple/x.js"'],
  ])('is bound by %s', (_what, root, text) => {
    expect(kindOf(root, text)).toBe('bound')
  })

  it('is portable below a root directly below the top', () => {
    expect(kindOf('/app', '"/app/src/x.ts"')).toBe('portable')
    expect(kindOf('/app', '"/usr/x.ts"')).toBe('none')
  })

  it('is always bound in the root folder of a drive', () => {
    expect(kindOf(path.parse(process.cwd()).root, 'export {}')).toBe('bound')
  })

  it('is bound by the real path of a root that is a link', () => {
    fs.mkdirSync(folder.at('real'))
    const root = folder.link('link', folder.at('real'))
    expect(kindOf(root, `"${root}/a.ts"`)).toBe('portable')
    expect(kindOf(root, `"${folder.at('real')}/a.ts"`)).toBe('bound')
  })

  it('is bound by a real path that hides in the spelling of the root', () => {
    const real = folder.at('home/shop')
    fs.mkdirSync(real, { recursive: true })
    // <folder>/mount/<folder>/home/shop -> <folder>/home/shop: the real path is the end of the root.
    const root = folder.link(path.join('mount', real), real)
    expect(root.endsWith(real)).toBe(true)
    expect(kindOf(root, `"${root}/a.ts"`)).toBe('portable')
    expect(kindOf(root, `"${real}/a.ts"`)).toBe('bound')
    expect(kindOf(root, `"${root}/a.ts" "${real}/a.ts"`)).toBe('bound')
  })

  it('is bound by the root as JSON and URLs spell it', () => {
    fs.mkdirSync(folder.at('my "shop'))
    const root = folder.at('my "shop')
    expect(kindOf(root, JSON.stringify(root))).toBe('bound')
    expect(kindOf(root, `${folder.path}/my%20%22shop/a.ts`)).toBe('bound')
  })

  it('can be undone: restoring gives the text back', () => {
    const pieces = ['/a/app', '/a', '/app', '/', '"', ' ', '.', '2', 'x', '\n', '\\', ROOT_TOKEN, '/src/x.ts']
    const anyText = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join(''))
    const anyRoot = fc.constantFrom('/a/app', '/app', '/a/a', '/a', '/')
    fc.assert(
      fc.property(anyRoot, anyText, (directory, text) => {
        const root = new ProjectRoot(directory)
        const mention = root.mentions(text)
        if (mention.kind === 'portable') {
          expect(root.restore(mention.text)).toBe(text)
          expect(mention.text).not.toContain(directory === '/' ? '\u0001' : `"${directory}`)
          expect(mention.offsets.every((offset) => text.startsWith(directory, offset))).toBe(true)
        }
      }),
      { numRuns: 5000 },
    )
  })

  it('moves a portable text to another root just as if it had been made there', () => {
    const anyText = fc
      .array(fc.constantFrom('ROOT', '"', "'", '\n', '/src/x.ts', 'x', ' ', '(', '.'), { maxLength: 8 })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(anyText, (template) => {
        const here = new ProjectRoot('/home/ada/shop')
        const there = new ProjectRoot('/srv/build/checkout')
        const mention = here.mentions(template.replaceAll('ROOT', here.directory))
        if (mention.kind === 'portable') {
          expect(there.restore(mention.text)).toBe(template.replaceAll('ROOT', there.directory))
        }
      }),
    )
  })
})

describe('keyForm', () => {
  it('gives every text a form of its own', () => {
    const pieces = ['/a/app', '/a', '"', '.', 'x', ROOT_TOKEN, '\u0000bound\u0000', '6:/a/app']
    const anyText = fc.array(fc.constantFrom(...pieces), { maxLength: 5 }).map((parts) => parts.join(''))
    const root = new ProjectRoot('/a/app')
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        expect(root.keyForm(one) === root.keyForm(other)).toBe(one === other)
      }),
      { numRuns: 3000 },
    )
  })
})

describe('relative', () => {
  it.each([
    ['/a/app', '/a/app/src/x.ts', 'src/x.ts'],
    ['/a/app/', '/a/app/x.ts', 'x.ts'],
    ['/a/app', '/a/app', ''],
    ['/a/app', '/a/app2/x.ts', '../app2/x.ts'],
    ['/a/app', '/a', '..'],
    ['/app', '/x.ts', '../x.ts'],
    ['/', '/src/x.ts', 'src/x.ts'],
  ])('names, in %s, %s as %j, and absolute is its inverse', (directory, file, expected) => {
    const root = new ProjectRoot(directory)
    expect(root.relative(file)).toBe(expected)
    expect(root.absolute(expected as RootRelativePath)).toBe(file)
  })

  it.runIf(path.sep === '/')('says what node:path says, and absolute is its inverse, of any path', () => {
    const segment = fc.constantFrom('a', 'b', 'node_modules', '.x', '..y', '...', '.', '..', '', 'é')
    const anyPath = fc.array(segment, { maxLength: 6 }).map((segments) => `/${segments.join('/')}`)
    const seed = announceSeed('relative paths')
    fc.assert(
      fc.property(anyPath, anyPath, (directory, file) => {
        const root = new ProjectRoot(directory)
        const below = `${root.directory}/`
        const expected = file.startsWith(below) ? file.slice(below.length) : path.relative(below, file)
        expect(root.relative(file)).toBe(expected)
        if (path.resolve(file) === file) {
          expect(root.absolute(root.relative(file))).toBe(file)
        }
      }),
      { numRuns: 2000, seed },
    )
  })
})
