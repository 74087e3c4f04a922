import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import { ScriptOfBuilds } from '../../kit/process/script-of-builds.ts'

/** Ways to read the standard input, in the build or before it. */
const ways: Readonly<Record<string, readonly [before: string, value: string]>> = {
  'its stream': ["let text = ''\nfor await (const part of process.stdin) text += part", 'text'],
  'its descriptor': ['', "fs.readFileSync(0, 'utf8')"],
  'its file': ['', "fs.readFileSync('/dev/stdin', 'utf8')"],
}

for (const [way, [before, value]] of Object.entries(ways)) {
  // Windows has no file that stands for it, and its descriptor is read in other ways.
  it.skipIf(process.platform === 'win32')(
    `a build is not recorded that shows the standard input, read by ${way}`,
    () => {
      const { project } = new ScriptOfBuilds(`${before}
await run('one.js', 'dist/one.js', cached(), { name: 'tells', renderChunk: (code) => code + '// ' + ${value} })`)
      const run = (input: string, stdin: number | 'pipe'): void => {
        const text = stdin === 'pipe' ? { input } : {}
        execFileSync(process.execPath, ['build.js'], {
          ...{ cwd: project.root, stdio: [stdin, 'pipe', 'pipe'] },
          ...text,
        })
        expect(JSON.parse(project.read('../told.json'))).toEqual([
          'missed new',
          expect.stringContaining('declined effect process.stdin'),
        ])
        expect(project.read('dist/one.js')).toContain(`// ${input}`)
      }
      for (const input of ['one', 'two']) {
        fs.writeFileSync(project.path('../input.txt'), input)
        const file = fs.openSync(project.path('../input.txt'), 'r')
        run(input, file)
        fs.closeSync(file)
        if (way !== 'its file') {
          // Of a pipe that is a socket there is no file.
          run(input, 'pipe')
        }
      }
    },
  )
}

it('a build is not recorded whose entry is the standard input of the command line', () => {
  const { project } = new ScriptOfBuilds('')
  project.write(
    'rollup.config.js',
    `import rekindle from 'unplugin-rekindle/rollup'
export default { output: { file: 'dist/one.js' }, plugins: [rekindle({ snapshot: true })] }`,
  )
  const command = createRequire(project.path('build.js')).resolve('rollup/dist/bin/rollup')
  for (const input of ['one', 'two']) {
    const args = [command, '-c', '--silent', '-i', '-']
    execFileSync(process.execPath, args, { cwd: project.root, input: `export const ${input} = 1` })
    expect(project.read('dist/one.js')).toContain(`const ${input}`)
  }
})
