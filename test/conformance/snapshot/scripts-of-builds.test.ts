import { expect, it } from 'vitest'
import { ScriptOfBuilds } from '../../kit/process/script-of-builds.ts'

const several = 'declined use several environments or builds in one process'

const hidden: Readonly<Record<string, string>> = {
  'what an object hides': `
class Options { constructor(given) { this.given = given } }
const plugin = (options) => ({ name: 'hidden', transform: (code) => code + '// ' + options.given.text })
for (const text of ['first', 'second']) {
  await run('one.js', 'dist/one.js', cached(), plugin(new Options({ text })))
  fs.copyFileSync('dist/one.js', 'dist/' + text + '.js')
}`,
  'a variable of the module': `
let count = 0
const plugin = () => ({ name: 'counts', transform: (code) => code + '// ' + count++ })
for (const text of ['first', 'second']) {
  await run('one.js', 'dist/one.js', cached(), plugin())
  fs.copyFileSync('dist/one.js', 'dist/' + text + '.js')
}`,
}

for (const [what, body] of Object.entries(hidden)) {
  it(`two builds of a script that are told apart only by ${what} are made each time`, async () => {
    const built = new ScriptOfBuilds(body)
    expect(await built.runAsClean()).toEqual(['missed new', 'kept', several])
    expect(await built.runAsClean()).toEqual(['missed other-output', several, several])
  })
}

const reader = {
  'node_modules/reader/package.json':
    '{"name":"reader","version":"1.0.0","type":"module","exports":"./index.js"}',
  'node_modules/reader/index.js': [
    "import { readFile } from 'node:fs/promises'",
    "let text = ''",
    "export const load = async () => { await null; text += await readFile('read.txt', 'utf8') }",
    "export const plugin = () => ({ name: 'reader', renderChunk: (code) => code + '// ' + text })",
    '',
  ].join('\n'),
  'read.txt': 'at first',
}

const gathering = `
const gathered = new (class { #all = ''; add(text) { this.#all += text } tell() { return this.#all } })()
const gather = { name: 'gathers', transform(code) { gathered.add(code) } }
const tell = { name: 'tells', renderChunk: (code) => code + '// ' + JSON.stringify(gathered.tell()) }`

const before: Readonly<Record<string, readonly [body: string, edited: string, times: number]>> = {
  'a package has read before Rekindle is called': [
    "import { load, plugin } from 'reader'\nawait load()\nawait run('one.js', 'dist/one.js', cached(), plugin())",
    ...(['read.txt', 1] as const),
  ],
  'a build has read before Rekindle is called': [
    `${gathering}\nawait run('one.js', 'dist/one.js', gather)\nawait run('two.js', 'dist/two.js', cached(), tell)`,
    ...(['one.js', 1] as const),
  ],
  'a package has read between two builds': [
    [
      "import { load, plugin } from 'reader'",
      "await run('one.js', 'dist/one.js', cached())",
      'await load()',
      "await run('two.js', 'dist/two.js', cached(), plugin())",
    ].join('\n'),
    ...(['read.txt', 2] as const),
  ],
  'a build without Rekindle has read between two with it': [
    [
      gathering,
      "await run('two.js', 'dist/first.js', cached())",
      "await run('one.js', 'dist/one.js', gather)",
      "await run('two.js', 'dist/two.js', cached(), tell)",
    ].join('\n'),
    ...(['one.js', 2] as const),
  ],
}

for (const [what, [body, edited, times]] of Object.entries(before)) {
  it(`what ${what} is an input`, async () => {
    const built = new ScriptOfBuilds(body, reader)
    const restored = Array.from({ length: times }, () => 'restored')
    await built.runAsClean()
    expect(await built.runAsClean()).toEqual(restored)
    built.project.write(edited, `${built.project.read(edited)}// edited\n`)
    const told = await built.runAsClean()
    expect(told.slice(-2)).toEqual([`missed input-changed file ${edited} changed`, 'kept'])
    expect(await built.runAsClean()).toEqual(restored)
  })
}

const afterwards: Readonly<Record<string, string>> = {
  'a plugin': `
const names = []
await run('one.js', 'dist/one.js', cached(), { name: 'gathers', transform(_, id) { names.push(id.split('/').at(-1)) } })
fs.writeFileSync('dist/names.json', JSON.stringify(names))`,
  'an option': `
const names = {}
const bundle = await rollup({ input: 'one.js', plugins: [cached()], treeshake: { moduleSideEffects: (id) => { names[id.length] = 1; return true } } })
await bundle.write({ file: 'dist/one.js' })
await bundle.close()
fs.writeFileSync('dist/names.json', JSON.stringify(Object.keys(names)))`,
}

for (const [who, body] of Object.entries(afterwards)) {
  it(`a build is not recorded in which ${who} gathers what its script reads when it is over`, async () => {
    const built = new ScriptOfBuilds(body)
    const why = 'declined effect values that a plugin gathers, and a script may read'
    expect(await built.runAsClean()).toEqual(['missed new', why])
    expect(await built.runAsClean()).toEqual(['missed new', why])
  })
}

it('a build that shows a random value of its script is not recorded', async () => {
  const built = new ScriptOfBuilds(`
const id = Math.random().toString(36).slice(2, 10)
await run('one.js', 'dist/one.js', cached(), { name: 'id', renderChunk: (code) => code + '// ' + id })`)
  expect((await built.run()).told).toEqual(['missed new', 'declined chance randomness'])
})

it('a package that a hook has looked for in vain is found once it is installed', async () => {
  const built = new ScriptOfBuilds(
    `
const find = () => { try { return import.meta.resolve('late-' + 'package').split('/').at(-1) } catch { return 'none' } }
await run('one.js', 'dist/one.js', cached(), { name: 'finds', renderChunk: (code) => code + '// ' + find() })`,
    { 'package-lock.json': '{}' },
  )
  expect(await built.runAsClean()).toEqual(['missed new', 'kept'])
  expect(await built.runAsClean()).toEqual(['restored'])
  built.project.write('package-lock.json', '{ "packages": {} }')
  built.project.write('node_modules/late-package/package.json', '{"name":"late-package","main":"late.js"}')
  built.project.write('node_modules/late-package/late.js', 'module.exports = 1\n')
  expect((await built.runAsClean())[0]).toMatch(/^missed /)
  expect((await built.run()).output['one.js']).toContain('late.js')
})

it('a build is not recorded in a thread, which another one may have given what it likes', async () => {
  const built = new ScriptOfBuilds(
    `
import { isMainThread, Worker, workerData } from 'node:worker_threads'
if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url), { workerData: fs.readFileSync('read.txt', 'utf8') })
  await new Promise((resolve) => worker.on('exit', resolve))
  process.exit()
}
await run('one.js', 'dist/one.js', cached(), { name: 'tells', renderChunk: (code) => code + '// ' + workerData })`,
    reader,
  )
  const why = 'declined use a thread, which another one may have given what it likes'
  expect(await built.runAsClean()).toEqual(['missed new', why])
  built.project.write('read.txt', 'edited')
  expect(await built.runAsClean()).toEqual(['missed new', why])
})

it('a build is not recorded where a file runs before everything else, by an option of the runtime', async () => {
  const built = new ScriptOfBuilds(
    "await run('one.js', 'dist/one.js', cached(), { name: 'tells', renderChunk: (code) => code + '// ' + globalThis.told })",
    { 'first.mjs': "globalThis.told = 'one'\n" },
  )
  const env = { NODE_OPTIONS: '--import=./first.mjs' }
  for (const word of ['one', 'two']) {
    const { told, output } = await built.run(env)
    expect(told).toEqual(['missed new', 'declined use ./first.mjs, which runs before everything else'])
    expect(output['one.js']).toContain(`// ${word}`)
    built.project.edit('first.mjs', `'${word}'`, "'two' + ''")
  }
  expect(await built.runAsClean()).toEqual(['missed new', 'kept'])
  expect((await built.run(env)).told[0]).toMatch(/^missed /)
})
