import { afterAll, expect, test } from 'vitest'
import { Family } from '../../kit/process/family.ts'

const vue = new Family({ fixture: 'vue', bundler: 'vite', plugins: ['vite:vue', 'vite:css'] })
const documents = new Family({
  fixture: 'documents',
  bundler: 'vite',
  plugins: ['@mdx-js/rollup', 'vite-plugin-svgr'],
})
const react = new Family({ fixture: 'react', bundler: 'vite', plugins: ['@rolldown/plugin-babel'] })
const library = new Family({ fixture: 'library', bundler: 'rollup', plugins: ['babel'] })

afterAll(() => {
  for (const { project } of [vue, documents, react, library]) {
    project.dispose()
  }
})

test.each([
  ['Vue', vue, 'src/styles/_palette.scss', '#00f', '#0af'],
  ['MDX', documents, 'src/notes.txt', 'first', 'second'],
  ['React', react, 'src/App.tsx', 'Helium', 'Lithium'],
  ['Rollup', library, 'src/area.ts', 'width * height', 'height * width'],
] as const)(
  'a copy of a %s project with its cache is as warm as the project',
  async (_name, app, edited, from, to) => {
    const job = { sourcemap: true }
    await app.build(job)
    const warm = await app.build(job)
    const copy = app.copyTo('another-place-of-another-length')
    expect(await copy.build(job)).toEqual(warm)
    // What is kept there is as good as what was copied.
    const undo = copy.project.edit(edited, from, to)
    await copy.build(job)
    undo()
    expect(await copy.build(job)).toEqual(warm)
  },
)
