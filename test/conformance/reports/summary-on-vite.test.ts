import type { RekindleOptions } from 'unplugin-rekindle'
import rekindle from 'unplugin-rekindle/vite'
import { build, createLogger, type InlineConfig, type Logger } from 'vite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { placeRekindle } from '../../kit/in-process/place-rekindle.ts'
import { createProject } from '../../kit/in-process/project.ts'

const isTerminal = Object.getOwnPropertyDescriptor(process.stdout, 'isTTY')

beforeEach(() => {
  Object.defineProperty(process.stdout, 'isTTY', { value: true, configurable: true })
})
afterEach(() => {
  Object.defineProperty(process.stdout, 'isTTY', isTerminal ?? { value: undefined, configurable: true })
})

/** What a build on a terminal tells a logger as information, times left out. */
async function toldIn(
  options: RekindleOptions | null,
  config: InlineConfig = {},
): Promise<readonly string[]> {
  const project = createProject({ 'main.js': 'console.log(1)' })
  const told: string[] = []
  const customLogger: Logger = { ...createLogger('silent'), info: (text) => told.push(text) }
  const own = { name: 'own', transform: (code: string) => `${code}\nconsole.log(2)` }
  const cached = { plugins: { own: true }, ...options }
  await build({
    root: project.root,
    configFile: false,
    customLogger,
    build: { write: false, rolldownOptions: { input: 'main.js' } },
    ...config,
    plugins: [own, ...(options === null ? [] : [placeRekindle(project.root, rekindle, cached, []) as never])],
  })
  return told.map((text) => text.replace(/\d+ms/g, '<time>'))
}

test('a logger of the user hears the same with and without Rekindle', async () => {
  expect(await toldIn({})).toEqual(await toldIn(null))
})

// Rolldown's runtime is a module as well.
test('it hears one line more where the option asks for it', async () => {
  const plain = await toldIn(null)
  const told = await toldIn({ summary: true })
  expect(told.filter((line) => !plain.includes(line))).toEqual(['[rekindle] 0 restored, 2 ran'])
})
