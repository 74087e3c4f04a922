import fs from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import type { Project } from '../../kit/in-process/project.ts'
import {
  buildClean,
  buildWhole,
  createWholeProject,
  type WholeBundler,
  type WholeRequest,
  wholeBundlers,
} from '../../kit/in-process/whole-builds.ts'

/** What a change on disk must come to. */
type Outcome = 'restored' | 'missed'

interface Change {
  readonly act: (project: Project) => void
  readonly outcome: Outcome
}

const day = 86_400_000

function firstOutput(): string {
  const [name] = fs.readdirSync('dist', { recursive: true }).filter((one) => String(one).endsWith('.js'))
  return path.join('dist', String(name))
}

const changes: Readonly<Record<string, Change>> = {
  'an output is deleted': { act: () => fs.rmSync(firstOutput()), outcome: 'restored' },
  'an output is edited': { act: () => fs.writeFileSync(firstOutput(), 'edited\n'), outcome: 'restored' },
  'the folder of outputs is emptied': { act: (project) => project.remove('dist'), outcome: 'restored' },
  'a file is touched': {
    act: (project) => fs.utimesSync(project.path('a.js'), new Date(), new Date()),
    outcome: 'restored',
  },
  'a file is touched with a time in the past': {
    act: (project) =>
      fs.utimesSync(project.path('a.js'), new Date(Date.now() - day), new Date(Date.now() - day)),
    outcome: 'restored',
  },
  'a file is written again as it is': {
    act: (project) => fs.writeFileSync(project.path('a.js'), project.read('a.js')),
    outcome: 'restored',
  },
  'a file is edited': {
    act: (project) => project.write('a.js', "export const a = 'two'\n"),
    outcome: 'missed',
  },
  'a file is edited back': {
    act: (project) => project.write('a.js', "export const a = 'one'\n"),
    outcome: 'restored',
  },
  'a file is edited to another text of the same size, and gets its times back': {
    act(project) {
      const { atimeMs, mtimeMs } = fs.statSync(project.path('a.js'))
      project.write('a.js', "export const a = 'six'\n")
      fs.utimesSync(project.path('a.js'), atimeMs / 1000, mtimeMs / 1000)
    },
    outcome: 'missed',
  },
  'a file is replaced by another one': {
    act(project) {
      fs.writeFileSync(project.path('a.js.new'), "export const a = 'ten'\n")
      fs.renameSync(project.path('a.js.new'), project.path('a.js'))
    },
    outcome: 'missed',
  },
  'a module is replaced by a link to an equal one': {
    act(project) {
      project.remove('dist')
      project.remove('lazy.js')
      fs.symlinkSync(project.path('elsewhere/b.js'), project.path('lazy.js'))
    },
    outcome: 'missed',
  },
  'a link leads to another equal one': {
    act(project) {
      fs.copyFileSync(project.path('elsewhere/b.js'), project.path('elsewhere/c.js'))
      project.remove('dist')
      project.remove('lazy.js')
      fs.symlinkSync(project.path('elsewhere/c.js'), project.path('lazy.js'))
    },
    outcome: 'missed',
  },
  'a folder that holds modules is replaced by another one': {
    act(project) {
      fs.cpSync(project.path('parts'), project.path('parts.new'), {
        recursive: true,
        preserveTimestamps: true,
      })
      fs.writeFileSync(project.path('parts.new/part.js'), "export const part = 'of the new one'\n")
      project.rename('parts', 'parts.old')
      project.rename('parts.new', 'parts')
      project.remove('parts.old')
    },
    outcome: 'missed',
  },
  'the case of a name is another, with the import of it': {
    act(project) {
      project.rename('parts/part.js', 'parts/Part.js')
      project.write('main.js', project.read('main.js').replace('parts/part', 'parts/Part'))
    },
    outcome: 'missed',
  },
}

async function compare(
  bundler: WholeBundler,
  project: Project,
  request: WholeRequest,
  what: string,
): Promise<Outcome> {
  const { files, told } = await buildWhole(bundler, project, request)
  // The output is read by now: a clean build empties the folder.
  expect(files, `${what}: ${told.join('; ')}`).toEqual(await buildClean(bundler, project, request))
  expect(told, what).toEqual(
    told[0] === 'restored' ? ['restored'] : [expect.stringMatching(/^missed: /), 'kept'],
  )
  return told[0] === 'restored' ? 'restored' : 'missed'
}

for (const bundler of wholeBundlers) {
  it(`on ${bundler.name} each change on disk is seen, and what changes nothing lets the build be restored`, async () => {
    const project = createWholeProject({
      'main.js':
        "import { a } from './a.js'\nimport { part } from './parts/part.js'\nexport const main = [a, part]\nexport const later = () => import('./lazy.js')\n",
      'a.js': "export const a = 'one'\n",
      'parts/part.js': "export const part = 'of it'\n",
      'lazy.js': "export const lazy = 'late'\n",
      'elsewhere/b.js': "export const lazy = 'late'\n",
    })
    await compare(bundler, project, {}, 'at first')
    for (const [what, { act, outcome }] of Object.entries(changes)) {
      // What lies there is what the build before has written.
      await buildWhole(bundler, project, {})
      act(project)
      expect(await compare(bundler, project, {}, what), what).toBe(outcome)
      expect(await compare(bundler, project, {}, `${what}, once more`)).toBe('restored')
    }
  })

  it(`on ${bundler.name} a module that is gone fails the build as it does without a record`, async () => {
    const project = createWholeProject({
      'main.js': "import { a } from './a.js'\nexport const main = a\n",
      'a.js': 'export const a = 1\n',
    })
    await compare(bundler, project, {}, 'at first')
    project.remove('a.js')
    await expect(buildClean(bundler, project, {})).rejects.toThrow(/a\.js/)
    await expect(buildWhole(bundler, project, {})).rejects.toThrow(/a\.js/)
    project.write('a.js', 'export const a = 1\n')
    expect(await compare(bundler, project, {}, 'it is there again')).toBe('restored')
  })

  it(`on ${bundler.name} edits right after a build are seen, whatever the clock says`, async () => {
    const project = createWholeProject({ 'main.js': 'export const main = 10\n' })
    for (let value = 11; value < 19; value += 1) {
      await buildWhole(bundler, project, {})
      // The same size, and, as far as the clock of the disk can tell, the same time.
      fs.writeFileSync(project.path('main.js'), `export const main = ${value}\n`)
      const { files } = await buildWhole(bundler, project, {})
      expect(files['main.js'] ?? Object.values(files).join()).toContain(`${value}`)
    }
  })

  it(`on ${bundler.name} a project that has moved with its cache is built anew, through a link it is itself`, async () => {
    const whole = createWholeProject({
      'app/rekindle-place.cjs': 'module.exports = (rekindle, options) => rekindle(options)\n',
      'app/package.json': '{"name":"app"}',
      'app/main.js': 'export const main = import.meta.url\n',
    })
    const at = (folder: string): Project => {
      process.chdir(whole.path(folder))
      const root = process.cwd()
      return {
        ...whole,
        root,
        path: (file) => path.join(root, file),
        read: (file) => fs.readFileSync(path.join(root, file), 'utf8'),
      }
    }
    await compare(bundler, at('app'), {}, 'at first')
    fs.symlinkSync(whole.path('app'), whole.path('linked'))
    await compare(bundler, at('linked'), {}, 'through a link')
    process.chdir(whole.root)
    fs.renameSync(whole.path('app'), whole.path('moved'))
    expect(await compare(bundler, at('moved'), {}, 'moved')).toBe('missed')
    expect(await compare(bundler, at('moved'), {}, 'moved, once more')).toBe('restored')
    process.chdir(whole.root)
  })

  it(`on ${bundler.name} what the process was started with counts`, async () => {
    const project = createWholeProject({ 'main.js': 'export const main = 1\n' })
    const before = { argv: process.argv, zone: process.env['TZ'], mode: process.env['NODE_ENV'] }
    try {
      await compare(bundler, project, {}, 'at first')
      process.argv = [...before.argv, '--other']
      expect(await compare(bundler, project, {}, 'an argument')).toBe('missed')
      process.env['TZ'] = 'Asia/Tokyo'
      expect(await compare(bundler, project, {}, 'the time zone')).toBe('missed')
      process.env['NODE_ENV'] = 'development'
      expect(await compare(bundler, project, {}, 'the mode')).toBe('missed')
    } finally {
      process.argv = before.argv
      process.env['NODE_ENV'] = before.mode
      if (before.zone === undefined) {
        delete process.env['TZ']
      } else {
        process.env['TZ'] = before.zone
      }
    }
    expect(await compare(bundler, project, {}, 'all as it was')).toBe('restored')
  })

  it(`on ${bundler.name} records that the limits have removed are made anew`, async () => {
    const project = createWholeProject({ 'main.js': `export const main = '${'x'.repeat(20_000)}'\n` })
    const limits = { limits: { bytes: 1000 } }
    for (let round = 0; round < 3; round += 1) {
      const { files, told } = await buildWhole(bundler, project, {}, limits)
      expect(files, told.join('; ')).toEqual(await buildClean(bundler, project, {}))
      expect(told.filter((words) => words.startsWith('failed'))).toEqual([])
    }
  })
}
