import { parseArgs } from 'node:util'
import { countModules } from '../generate/app-sizes.mjs'
import { flavours } from '../generate/flavours/flavour.mjs'
import { readCount, readList } from '../read-options.mjs'

const servedFlavours = Object.keys(flavours).filter((name) => flavours[name].bundler === 'vite')

export const usage = `Usage: node bench/dev/run.mjs [flags]

  --flavour <list>      ${servedFlavours.join(', ')}; default: vue,react-babel,svelte
  --modules <list>      sizes of the apps whose page is loaded; 0: none; default: 1000,3000
  --hot-modules <list>  sizes of the apps that are edited while a page is open; 0: none; default: 100,1000,3000
  --runs <number>       default: 3
  --edits <number>      edits of one component in a run; default: 6
  --quick               one run of apps with 50 modules, three edits
  --json <file>         write all figures to a file
  --keep                leave the generated apps in place and say where they are
  --help`

/**
 * @typedef {object} DevOptions
 * @property {string[]} flavours
 * @property {number[]} modules
 * @property {number[]} hotModules
 * @property {number} runs
 * @property {number} edits
 * @property {string} [jsonFile]
 * @property {boolean} keepsApps
 */

/**
 * @param {string[]} words
 * @returns {DevOptions | undefined} undefined when only help was asked for
 */
export function readDevOptions(words) {
  const { values } = parseArgs({
    args: words,
    options: {
      flavour: { type: 'string' },
      modules: { type: 'string' },
      'hot-modules': { type: 'string' },
      runs: { type: 'string' },
      edits: { type: 'string' },
      quick: { type: 'boolean' },
      json: { type: 'string' },
      keep: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) return undefined
  const edits = readCount('--edits', values.edits ?? (values.quick ? '3' : '6'))
  if (edits < 2) throw new RangeError('--edits must be above 1: the first edit stands apart')
  return {
    flavours: readList('--flavour', values.flavour ?? 'vue,react-babel,svelte', servedFlavours),
    modules: readModules('--modules', values.modules ?? (values.quick ? '50' : '1000,3000')),
    hotModules: readModules(
      '--hot-modules',
      values['hot-modules'] ?? (values.quick ? '50' : '100,1000,3000'),
    ),
    runs: readCount('--runs', values.runs ?? (values.quick ? '1' : '3')),
    edits,
    jsonFile: values.json,
    keepsApps: values.keep ?? false,
  }
}

/**
 * @param {string} flag
 * @param {string} value numbers, separated by commas; `0` stands for none at all
 */
function readModules(flag, value) {
  return value === '0' ? [] : value.split(',').map((item) => countModules(String(readCount(flag, item))))
}
