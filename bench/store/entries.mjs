import { createHash } from 'node:crypto'
import { createRandom } from '../generate/create-random.mjs'

/**
 * What a hook could have returned: compiled code of 3 to 30 KB and its source map, under a key.
 *
 * @typedef {{ key: string, head: string, code: string, map: string }} Entry
 */

const textBytes = 1024 * 1024
const words = [
  'value',
  'render',
  'props',
  'items',
  'selected',
  'handleClick',
  'total',
  'index',
  'context',
  'state',
]
const codeText = writeText('code', (random) => {
  const [name, type, field, text] = random.sample(words, 4)
  return `const ${name}${random.integer(1, 999)} = _create(${type}, { ${field}: "${text}" })\n`
})
const mapText = writeText(
  'map',
  (random) => `${random.pick('ACSGI'.split(''))}AC${random.pick('AKW'.split(''))}${random.pick([';', ','])}`,
)

/**
 * A megabyte of lines, from which entries are cut: to make them costs next to nothing then.
 *
 * @param {string} seed
 * @param {(random: import('../generate/create-random.mjs').Random) => string} line
 */
function writeText(seed, line) {
  const random = createRandom(seed)
  let text = ''
  while (text.length < textBytes) text += line(random)
  return Buffer.from(text, 'latin1')
}

/**
 * The entry of a number: the same in every process.
 *
 * @param {number} number
 * @returns {Entry}
 */
export function entryOf(number) {
  const key = keyOf(number)
  const codeBytes = 3000 + ((number * 7919) % 27_000)
  const codeStart = (number * 104_729) % (textBytes - codeBytes)
  const mapBytes = Math.floor(codeBytes * 0.75)
  const mapStart = (number * 130_363) % (textBytes - mapBytes)
  return {
    key,
    head: JSON.stringify([[['file', `src/module-${number}.vue`, key]], null, '{"shape":"object"}']).padEnd(
      300,
    ),
    code: `// ${key}\n${codeText.toString('latin1', codeStart, codeStart + codeBytes)}`,
    map: `{"version":3,"sources":["module-${number}.vue"],"names":[],"mappings":"${mapText.toString('latin1', mapStart, mapStart + mapBytes)}"}`,
  }
}

/** @param {number} number */
export function keyOf(number) {
  return createHash('sha256').update(`entry ${number}`).digest('hex').slice(0, 32)
}

/** @param {Entry} entry all of it is ASCII */
export function payloadBytes({ head, code, map }) {
  return head.length + code.length + map.length
}
