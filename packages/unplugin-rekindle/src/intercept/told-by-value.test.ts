import { describe, expect, it } from 'vitest'
import { toldByValue } from './told-by-value.ts'
import { namesVariable } from './variable-name.ts'

const own = (): number => 1
const foreign = (): number => 2

function told(value: unknown): string {
  return JSON.stringify(toldByValue(value, (inner) => inner === own))
}

describe('toldByValue', () => {
  it.each<[string, unknown, unknown]>([
    ['a field beside a function', { to: 1, foreign }, { to: 2, foreign }],
    ['a map', new Map([['to', 1]]), new Map([['to', 2]])],
    ['a set', new Set([1]), new Set([2])],
    ['a set and a list', new Set([1]), [1]],
    ['a function of others', { run: foreign }, { run: () => 3 }],
    ['a list in a map in an object', { a: new Map([[1, [1]]]) }, { a: new Map([[1, [2]]]) }],
  ])('tells %s from another one', (_what, one, other) => {
    expect(told(one)).not.toBe(told(other))
    expect(told(one)).toBe(told(one))
  })

  it('leaves own functions and instances for whoever looks into them', () => {
    const date = new Date(0)
    expect(toldByValue([own, date], (inner) => inner === own)).toEqual(['list', ['0', own], ['1', date]])
  })

  it('comes to an end in circles, and asks no getter and no proxy', () => {
    const circle: Record<string, unknown> = {
      get broken(): never {
        throw new Error('asked')
      },
      proxy: new Proxy({}, { ownKeys: () => expect.unreachable() }),
    }
    circle['self'] = [circle]
    const parts = toldByValue(circle, () => false) as unknown[]
    expect(parts.slice(0, 3)).toEqual(['object', ['broken', undefined], ['proxy', '...']])
    expect(parts[3]).toEqual(['self', ['list', ['0', parts]]])
  })
})

describe('namesVariable', () => {
  it.each([
    ['run(to)', true],
    ['[...to]', true],
    ['a.to', false],
    ['a?.to', false],
    ['total', false],
    ['$to', false],
  ])('in %s', (source, isNamed) => {
    expect(namesVariable(source, 'to')).toBe(isNamed)
  })
})
