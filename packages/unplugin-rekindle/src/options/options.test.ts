import { describe, expect, it } from 'vitest'
import { checkOptions, type RekindleOptions } from './options.ts'
import { RekindleError } from './rekindle-error.ts'

/** Every field of the error that options cause. */
function errorOf(options: unknown): unknown {
  try {
    checkOptions(options as RekindleOptions)
  } catch (error) {
    expect(error).toBeInstanceOf(RekindleError)
    const { name, message, ...facts } = error as RekindleError
    return { name, message, ...facts }
  }
  return null
}

function invalid(option: string, value: unknown, expected: string, found: string): object {
  return {
    name: 'RekindleError',
    code: 'INVALID_OPTION',
    message: `[rekindle] The option "${option}" must be ${expected}. The build has not started. It is ${found}.`,
    consequence: 'The build has not started.',
    hint: `It is ${found}.`,
    data: { option, value },
    docs: 'errors.md#invalid-option',
  }
}

const limitsForm =
  'an object with bytes and entries (whole numbers above 0), days (a number above 0) and policy (lru, lfu, fifo)'

describe('checkOptions', () => {
  it('returns right options as they are', () => {
    const options: RekindleOptions = {
      cacheDir: '.cache',
      enabled: true,
      include: [/\.vue$/, 'src/**'],
      exclude: null,
      plugins: { babel: true, '*': false },
      key: '',
      limits: { bytes: 1_000_000, entries: 1000, days: 0.5, policy: 'lfu' },
      readOnly: true,
      onEvent: () => {},
      report: 'report.json',
      trace: 'trace.json',
      summary: false,
      writeDelta: 'delta.json',
      onDelta: () => {},
    }
    expect(checkOptions(options)).toBe(options)
  })

  it('takes no options, and options that are undefined', () => {
    expect([checkOptions(undefined), checkOptions({ key: undefined })]).toEqual([{}, { key: undefined }])
  })

  it('names the options there are when one is unknown', () => {
    const hint =
      'Did you mean "cacheDir"? The options are cacheDir, enabled, include, exclude, plugins, compare, graph, key, limits, readOnly, snapshot, verify, onEvent, report, trace, summary, writeDelta, onDelta.'
    expect(errorOf({ cachedir: 'x' })).toEqual({
      name: 'RekindleError',
      code: 'UNKNOWN_OPTION',
      message: `[rekindle] There is no option "cachedir". The build has not started. ${hint}`,
      consequence: 'The build has not started.',
      hint,
      data: { option: 'cachedir' },
      docs: 'errors.md#unknown-option',
    })
  })

  it.each([
    ['cacheDir', '', 'a path', 'string '],
    ['cacheDir', 7, 'a path', 'number 7'],
    ['enabled', 'yes', 'true or false', 'string yes'],
    ['enabled', null, 'true or false', 'null'],
    ['include', 7, 'a glob, a regular expression, or an array of these', 'number 7'],
    ['exclude', ['a', 7], 'a glob, a regular expression, or an array of these', '["a",7]'],
    ['plugins', { babel: 'on' }, "an object of plugin names with true, false or 'chunks'", '{"babel":"on"}'],
    ['plugins', ['babel'], "an object of plugin names with true, false or 'chunks'", '["babel"]'],
    [
      'plugins',
      { '*': 'chunks' },
      "an object of plugin names with true, false or 'chunks'",
      '{"*":"chunks"}',
    ],
    ['key', 1, 'a text', 'number 1'],
    ['verify', 0.5, "true, false or 'sampled'", 'number 0.5'],
    ['limits', 1000, limitsForm, 'number 1000'],
    ['limits', [1000], limitsForm, '[1000]'],
    ['limits', { bytes: '1 GB' }, limitsForm, '{"bytes":"1 GB"}'],
    ['limits', { bytes: 0 }, limitsForm, '{"bytes":0}'],
    ['limits', { entries: 1.5 }, limitsForm, '{"entries":1.5}'],
    ['limits', { days: -1 }, limitsForm, '{"days":-1}'],
    ['limits', { policy: 'mru' }, limitsForm, '{"policy":"mru"}'],
    ['limits', { size: 1 }, limitsForm, '{"size":1}'],
    ['readOnly', 1, 'true or false', 'number 1'],
    ['onEvent', 'console.log', 'a function', 'string console.log'],
    ['report', false, 'a path', 'boolean false'],
    ['trace', '', 'a path', 'string '],
    ['summary', 'short', 'true or false', 'string short'],
  ])('says what %s must be when it is %j', (option, value, expected, found) => {
    expect(errorOf({ [option]: value })).toEqual(invalid(option, value, expected, found))
  })

  it('can describe a value that refers to itself', () => {
    const plugins: Record<string, unknown> = {}
    plugins.self = plugins
    expect(errorOf({ plugins })).toMatchObject({ code: 'INVALID_OPTION', hint: 'It is an object.' })
  })

  it.each([7, 'cache', true, null, [['a']]])('turns down %j in place of the options', (options) => {
    expect(errorOf(options)).toMatchObject({ code: 'INVALID_OPTION' })
  })
})
