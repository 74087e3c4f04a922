import { describe, expect, it } from 'vitest'
import { chanceIn } from './chance-in-result.ts'

const startedAtMs = Date.UTC(2026, 10, 25, 18, 21, 24, 130)
const chances = { startedAtMs, endedAtMs: startedAtMs + 40, drawn: [] }
const now = new Date(startedAtMs + 20)

describe('a time at which the hook ran', () => {
  it.each([
    ['milliseconds', String(now.getTime())],
    ['seconds', String(Math.floor(now.getTime() / 1000))],
    ['ISO', now.toISOString()],
    ['ISO without fractions', '2026-11-25T18:21:24Z'],
    ['as a Date prints it', now.toString()],
    ['UTC', now.toUTCString()],
  ])('is found in the form of %s', (_form, text) => {
    expect(chanceIn(`const builtAt = "${text}"`, null, chances)).toBe('time')
  })

  it.each([
    ['another time', '2026-11-25T18:20:24Z', null],
    ['a longer number', `1${now.getTime()}`, null],
    ['a number with a fraction', `0.${now.getTime()}`, null],
    ['a part of a name', `file${Math.floor(now.getTime() / 1000)}`, null],
    ['what it received', now.toISOString(), `"${now.toISOString()}"`],
    ['no date at all', '2026-99-99T99:99:99Z', null],
  ])('is not found in %s', (_what, text, received) => {
    expect(chanceIn(`const builtAt = "${text}"`, received, chances)).toBeNull()
  })
})

describe('a random value', () => {
  const number = 0.7364519283
  const bytes = new Uint8Array([1, 2, 253, 254, 255, 77])
  const uuid = '3b241101-e2bb-4255-8caf-4136c566a962'
  const drawing = { ...chances, drawn: [number, bytes, uuid, null, 1e-9] }

  it.each([
    ['digits', String(number)],
    ['an id of it', number.toString(36).slice(2)],
    ['a short id', number.toString(36).slice(2, 8)],
    ['hex', Buffer.from(bytes).toString('hex')],
    ['base64', Buffer.from(bytes).toString('base64')],
    ['a UUID', uuid],
  ])('is found in the form of %s', (_form, text) => {
    expect(chanceIn(`const id = "${text}"`, null, drawing)).toBe('randomness')
  })

  it.each([
    ['too short', number.toString(36).slice(2, 7), null],
    ['received', uuid, uuid],
    ['not drawn', '0.1234567', null],
  ])('is not found where it is %s', (_what, text, received) => {
    expect(chanceIn(`const id = "${text}"`, received, drawing)).toBeNull()
  })
})
