import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ERROR_CODES, RekindleError } from './rekindle-error.ts'

const page = fs.readFileSync(new URL('../../../../docs/errors.md', import.meta.url), 'utf8')

describe('docs/errors.md', () => {
  it.each(ERROR_CODES)('has the section that an error of code %s leads to', (code) => {
    const { docs } = new RekindleError({ code, message: '', consequence: '', hint: '', data: {} })
    const anchors = [...page.matchAll(/^## (.+)$/gm)].map(([, title = '']) =>
      title.toLowerCase().replaceAll(' ', '-'),
    )
    expect(anchors.map((anchor) => `errors.md#${anchor}`)).toContain(docs)
    expect(page).toContain(`\`${code}\``)
  })
})
