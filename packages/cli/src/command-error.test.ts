import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { COMMAND_ERROR_CODES, CommandError } from './command-error.ts'

const page = fs.readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8')

describe('docs/errors.md', () => {
  it.each(COMMAND_ERROR_CODES)('has the section that an error of code %s leads to', (code) => {
    const error = new CommandError({ code, message: '', consequence: '', hint: '', exitCode: 2 })
    const anchors = [...page.matchAll(/^## (.+)$/gm)].map(([, title = '']) =>
      title.toLowerCase().replaceAll(' ', '-'),
    )
    const named = /errors\.md#(\S+)/.exec(error.describe())?.[1]
    expect(anchors).toContain(named)
    expect(page).toContain(`\`${code}\``)
  })
})

describe('errors', () => {
  const folder = new URL('./', import.meta.url)
  const sources = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => fs.readFileSync(new URL(file.replaceAll('\\', '/'), folder), 'utf8'))
    .join('\n')

  it.each(COMMAND_ERROR_CODES)('of code %s are made in one place', (code) => {
    expect(sources.split(`code: '${code}'`)).toHaveLength(2)
  })
})
