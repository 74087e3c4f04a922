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
