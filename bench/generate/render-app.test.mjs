import { describe, expect, test } from 'vitest'
import { appSizes, countModules } from './app-sizes.mjs'
import { editCaption } from './edit-modules.mjs'
import { flavours } from './flavours/flavour.mjs'
import { renderApp } from './generate-app.mjs'

describe.each(Object.keys(flavours))('%s', (flavour) => {
  test('an app is the same each time, and every module is a file that an edit changes', () => {
    const { files, modules } = renderApp(flavour, 'small')
    expect(renderApp(flavour, 'small').files).toEqual(files)
    expect(new Set(modules).size).toBe(50)
    for (const path of modules) expect(editCaption(files[path], 'another text')).toContain('another text')
  })
})

test('huge apps have 10,000 modules, each with a name of its own', () => {
  expect(countModules('huge')).toBe(appSizes.huge)
  expect(new Set(renderApp('typescript', 'huge').modules).size).toBe(10_000)
})
