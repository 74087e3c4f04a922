import { ProjectRoot } from '@rekindle/core'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeStoredCall, PAYLOAD_MARK, restoreParts } from './stored-call.ts'

const root = new ProjectRoot('/srv/shop')

it('puts the root into the texts of a portable entry, and leaves those of a bound one alone', () => {
  const parts = { code: '"\0root\0/a.ts"', map: '\0root\0', payload: '"\0root\0"' }
  expect(restoreParts(root, { ...parts, payload: PAYLOAD_MARK.portable + parts.payload })).toEqual({
    code: '"/srv/shop/a.ts"',
    map: '/srv/shop',
    payload: '"/srv/shop"',
  })
  expect(restoreParts(root, { ...parts, payload: PAYLOAD_MARK.bound + parts.payload })).toEqual(parts)
})

it('keeps texts that are not there apart from empty ones', () => {
  const parts = { code: null, map: '', payload: PAYLOAD_MARK.portable }
  expect(restoreParts(root, parts)).toEqual({ code: null, map: '', payload: '' })
})

it('takes nothing but a stored call for one, and never throws', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => decodeStoredCall(text) === null))
  for (const text of [
    '{"shape":null,"journal":[]}',
    '{"shape":{},"journal":{}}',
    '{"shape":{},"journal":[null]}',
    '{"shape":{},"journal":[{"step":"explode"}]}',
  ]) {
    expect(decodeStoredCall(text), text).toBeNull()
  }
  expect(decodeStoredCall('{"shape":{},"journal":[{"step":"watch","file":"a"}]}')).not.toBeNull()
})
