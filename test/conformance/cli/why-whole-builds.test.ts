import { expect, onTestFinished, test } from 'vitest'
import { Project } from '../../kit/process/project.ts'
import { runCli, runCliForJson } from '../../kit/process/run-cli.ts'
import { runNode } from '../../kit/process/run-node.ts'
import { rollupScript } from '../../kit/process/script-case.ts'

interface Told {
  readonly wholeBuild: {
    readonly outcome: string
    readonly missed: string | null
    readonly declined: string | null
  } | null
}

const reader = `{
  name: 'reads',
  transform: (code) => ({ code: code + fs.readFileSync('data.txt', 'utf8'), map: null }),
  renderChunk() { if (process.env.PRINTS) console.log('printed'); return null },
}`

test('why and stats say whether the last build was restored as a whole, and why not', async () => {
  const project = Project.fromFiles({
    'package.json': '{ "name": "app", "private": true, "type": "module" }',
    'src/main.js': 'export const main = 1\n',
    'data.txt': '/* data */',
    'build.mjs': rollupScript(
      `await go([cached({ plugins: { reads: true }, snapshot: process.env.SNAPSHOT !== 'no' }), ${reader}])`,
    ),
  })
  onTestFinished(() => project.dispose())
  const build = async (env: Readonly<Record<string, string>> = {}): Promise<void> => {
    const { code, printed } = await runNode(project.root, ['build.mjs'], { WITH_REKINDLE: 'yes', ...env })
    expect(code, printed).toBe(0)
  }
  const told = async (): Promise<Told['wholeBuild']> => {
    const why = await runCliForJson<Told>(project.root, 'why', 'src/main.js')
    const stats = await runCliForJson<Told>(project.root, 'stats')
    expect(stats.wholeBuild).toEqual(why.wholeBuild)
    return why.wholeBuild
  }
  const said = async (): Promise<string> => (await runCli(project.root, 'why', 'src/main.js')).output

  await build()
  const missed = 'no build of this kind was recorded'
  expect(await told()).toMatchObject({ outcome: 'kept', missed, declined: null })
  await build()
  expect(await told()).toMatchObject({ outcome: 'restored', missed: null, declined: null })
  expect(await said()).toMatch(/was restored as a whole \(1 outputs\): no plugin ran[\s\S]*reads transform\n/)
  project.write('data.txt', '/* other */')
  await build()
  expect(await told()).toMatchObject({ outcome: 'kept', missed: 'file data.txt changed', declined: null })
  expect(await said()).toContain('was not restored as a whole: file data.txt changed.')
  await build({ PRINTS: 'yes' })
  expect(await told()).toMatchObject({
    outcome: 'declined',
    missed: 'env PRINTS appeared',
    declined: 'something was printed (log)',
  })
  expect(await said()).toContain("It can't be restored the next time either: something was printed (log).")
  await build({ SNAPSHOT: 'no' })
  expect(await told()).toBeNull()
})
