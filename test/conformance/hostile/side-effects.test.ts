import { afterEach, describe, expect, it } from 'vitest'
import { buildTwice, expectUncached, rollupAndVite } from '../../kit/in-process/compare-builds.ts'
import { evaluateApart, type HookCalls } from '../../kit/in-process/define-plugin.ts'
import { createProject } from '../../kit/in-process/project.ts'

type Act = (root: string) => unknown

const actor = evaluateApart((calls: HookCalls, act: Act, root: string, place: string) => {
  const hooks: Record<string, unknown> = {
    name: 'actor',
    async transform(code: string, id: string) {
      if (!id.endsWith('main.js')) {
        return null
      }
      calls.push('main.js')
      const found = place === 'transform' ? await act(root) : 'elsewhere'
      return { code: `${code}\nglobalThis.acted = ${JSON.stringify(String(found))}\n`, map: null }
    },
  }
  if (place !== 'transform') {
    hooks[place] = () => act(root)
  }
  return hooks
})

const files = { 'main.js': `export const a = 1\n`, 'config.txt': 'first' }

/** What a restore can't repeat, or what hides what is read, with the reason that is told. */
const acts: Readonly<Record<string, readonly [act: Act, reason: string]>> = {
  'writes a file': [
    (root) => process.getBuiltinModule('node:fs').writeFileSync(`${root}/out.txt`, 'x'),
    'fs.writeFile',
  ],
  'appends to a file by a promise': [
    (root) => process.getBuiltinModule('node:fs/promises').appendFile(`${root}/out.txt`, 'x'),
    'fs.appendFile',
  ],
  'opens a file for writing': [
    (root) => {
      const fs = process.getBuiltinModule('node:fs')
      fs.closeSync(fs.openSync(`${root}/out.txt`, 'w'))
    },
    'fs.open',
  ],
  'creates a folder': [
    (root) => {
      process.getBuiltinModule('node:fs').mkdirSync(`${root}/out`, { recursive: true })
    },
    'fs.mkdir',
  ],
  'sets an environment variable': [
    () => {
      process.env['REKINDLE_TEST_COUNT'] = String(Number(process.env['REKINDLE_TEST_COUNT'] ?? 0) + 1)
    },
    'process.env assignment',
  ],
  'runs a process and waits': [
    (root) =>
      process
        .getBuiltinModule('node:child_process')
        .execFileSync(process.execPath, ['-p', `require('fs').readFileSync('${root}/config.txt', 'utf8')`], {
          encoding: 'utf8',
        }),
    'child_process.execFileSync',
  ],
  'runs a process': [
    () =>
      new Promise((resolve) => {
        process
          .getBuiltinModule('node:child_process')
          .spawn(process.execPath, ['-e', '0'])
          .on('close', resolve)
      }),
    'child_process.spawn',
  ],
  'starts a worker': [
    () =>
      new Promise((resolve) => {
        const { Worker } = process.getBuiltinModule('node:worker_threads')
        new Worker('0', { eval: true }).on('exit', resolve)
      }),
    'worker_threads.Worker',
  ],
  'prints a live object': [
    () => {
      console.debug(new Map())
    },
    'console.debug',
  ],
}

const inBuildStart = ['runs a process and waits', 'starts a worker'] as const

afterEach(() => {
  delete process.env['REKINDLE_TEST_COUNT']
})

describe.each(rollupAndVite)('on $name', (bundler) => {
  it.each(Object.entries(acts))('a plugin that %s is never restored', async (_text, [act, reason]) => {
    const project = createProject(files)
    const reasons = await expectUncached(bundler, {
      project,
      plugins: (calls) => [actor(calls, evaluateApart(act), project.root, 'transform')],
      rekindle: { plugins: { actor: true } },
    })
    expect(reasons).toContain(reason)
  })

  it.each(inBuildStart)('a plugin that %s when the build starts is never restored', async (text) => {
    const project = createProject(files)
    const reasons = await expectUncached(bundler, {
      project,
      plugins: (calls) => [actor(calls, evaluateApart(acts[text]![0]), project.root, 'buildStart')],
      rekindle: { plugins: { actor: true } },
    })
    expect(reasons).toContain(acts[text]![1])
  })

  it('of calls that run at once only those with an effect are run again', async () => {
    const names = ['a', 'b', 'c', 'd']
    const project = createProject({
      'main.js': names.map((name) => `export * from './${name}.js'\n`).join(''),
      ...Object.fromEntries(names.map((name) => [`${name}.js`, `export const ${name} = 1\n`])),
      ...Object.fromEntries(names.map((name) => [`${name}.txt`, `text of ${name}`])),
    })
    const sidecar = evaluateApart((calls: HookCalls, root: string) => ({
      name: 'sidecar',
      async transform(code: string, id: string) {
        const name = /([a-d])\.js$/.exec(id)?.[1]
        if (name === undefined || id.startsWith('\0')) {
          return null
        }
        calls.push(name)
        const fs = process.getBuiltinModule('node:fs/promises')
        // The later a module starts, the sooner it ends.
        await new Promise((resolve) => setTimeout(resolve, 4 * (100 - name.charCodeAt(0)) + 4))
        const text = await fs.readFile(id.replace(/js$/, 'txt'), 'utf8')
        await new Promise((resolve) => setTimeout(resolve, 4))
        if (name === 'b') {
          await fs.writeFile(`${root}/out.log`, text)
        }
        await new Promise((resolve) => setImmediate(resolve))
        return { code: `${code}\nglobalThis.${name} = ${JSON.stringify(text)}\n`, map: null }
      },
    }))
    const scenario = {
      project,
      plugins: (calls: HookCalls) => [sidecar(calls, project.root)],
      rekindle: { plugins: { sidecar: true } },
    }
    expect((await buildTwice(bundler, scenario)).warm.calls).toEqual(['b'])
    for (const name of names) {
      project.write(`${name}.txt`, `new text of ${name}`)
      const { cold, warm } = await buildTwice(bundler, scenario)
      expect(cold.calls).toContain(name)
      expect(warm.calls).toEqual(['b'])
    }
  })
})
