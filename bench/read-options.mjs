import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { appSizes, countModules } from './generate/app-sizes.mjs'
import { flavours } from './generate/flavours/flavour.mjs'
import { allRows, completeRows, rowKinds } from './measure/row-kinds.mjs'

const flagToRow = Object.fromEntries(allRows.map((name) => [rowKinds[name].flag, name]))

export const usage = `Usage: node bench/run.mjs [flags]

  --flavour <list>       ${Object.keys(flavours).join(', ')}; default: all
  --size <list>          ${Object.keys(appSizes).join(', ')}, or numbers of modules; default: medium
  --rows <list>          ${Object.keys(flagToRow).join(', ')}; default: all; rows that these need are added
  --runs <number>        default: 7
  --quick                one run of the small apps
  --json <file>          write all figures to a file
  --html <file>          write a page with charts
  --compare <file>       figures of an earlier run, as --json wrote them: tells which rows have become worse
  --fail-on-regression   end with exit code 1 if one has
  --profile <folder>     after the runs, build once more each way and write CPU profiles there
  --oracle-hooks <file>  JSON: the hooks that the oracle keeps, as in oracle/restored-hooks.mjs
  --keep                 leave the generated apps in place and say where they are
  --help`

/**
 * @typedef {object} BenchOptions
 * @property {string[]} flavours
 * @property {string[]} sizes
 * @property {import('./measure/row-kinds.mjs').RowName[]} rows
 * @property {number} runs
 * @property {string} [jsonFile]
 * @property {string} [htmlFile]
 * @property {string} [comparedFile] figures of an earlier run
 * @property {boolean} failsOnRegression
 * @property {string} [profileFolder]
 * @property {import('./oracle/restored-hooks.mjs').RestoredHook[]} [oracleHooks]
 * @property {boolean} keepsApps
 */

/**
 * @param {string[]} words
 * @returns {BenchOptions | undefined} undefined when only help was asked for
 */
export function readOptions(words) {
  const { values } = parseArgs({
    args: words,
    options: {
      flavour: { type: 'string' },
      size: { type: 'string' },
      rows: { type: 'string' },
      runs: { type: 'string' },
      quick: { type: 'boolean' },
      json: { type: 'string' },
      html: { type: 'string' },
      compare: { type: 'string' },
      'fail-on-regression': { type: 'boolean' },
      profile: { type: 'string' },
      'oracle-hooks': { type: 'string' },
      keep: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) return undefined
  return {
    flavours: readList('--flavour', values.flavour ?? Object.keys(flavours).join(), Object.keys(flavours)),
    sizes: readSizes(values.size ?? (values.quick ? 'small' : 'medium')),
    rows: readRows(values.rows),
    runs: readCount('--runs', values.runs ?? (values.quick ? '1' : '7')),
    jsonFile: values.json,
    htmlFile: values.html,
    comparedFile: values.compare,
    failsOnRegression: values['fail-on-regression'] ?? false,
    profileFolder: values.profile,
    oracleHooks: values['oracle-hooks']
      ? JSON.parse(readFileSync(values['oracle-hooks'], 'utf8'))
      : undefined,
    keepsApps: values.keep ?? false,
  }
}

/** @param {string} [value] separated by commas */
function readRows(value) {
  if (value === undefined) return allRows
  return completeRows(readList('--rows', value, Object.keys(flagToRow)).map((flag) => flagToRow[flag]))
}

/** @param {string} value separated by commas */
function readSizes(value) {
  const sizes = value.split(',')
  for (const size of sizes) countModules(size)
  return sizes
}

/**
 * @param {string} flag
 * @param {string} value separated by commas
 * @param {string[]} known
 */
export function readList(flag, value, known) {
  const list = value.split(',')
  for (const item of list) {
    if (!known.includes(item)) throw new RangeError(`${flag} is one or more of ${known.join(', ')}: ${item}`)
  }
  return list
}

/**
 * @param {string} flag
 * @param {string} value
 */
export function readCount(flag, value) {
  const count = Number(value)
  if (!Number.isInteger(count) || count < 1)
    throw new RangeError(`${flag} must be a whole number above 0: ${value}`)
  return count
}
