import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import vm from 'node:vm'
import { readCode, writeCode } from './compiled-code.ts'
import type { Engine } from './load-engine.ts'

const FILE: string = path.join(import.meta.dirname, 'engine.cjs')
/** Where the engine is for all entries of this package in the process. */
const place: symbol = Symbol.for(`rekindle.engine ${FILE}`)

/** So many times the code is kept anew: the first builds don't call the same as those after them. */
const KEPT = 2

/**
 * The engine, evaluated at once: what a config reads from here on is seen. Most of what that takes is compiling, so the compiled code is
 * kept.
 */
export function loadEngine(): Engine {
  const holder = globalThis as { [place]?: Engine }
  holder[place] ??= evaluate()
  return holder[place]
}

function evaluate(): Engine {
  const source = { text: fs.readFileSync(FILE, 'utf8'), file: FILE }
  const known = readCode(source)
  const script = new vm.Script(
    `(function (exports, require, module, __filename, __dirname) {'use strict';${source.text}\n})`,
    {
      filename: FILE,
      ...(known !== null && { cachedData: known.code }),
    },
  )
  const module = { exports: {} }
  const run = script.runInThisContext() as (...args: unknown[]) => void
  run(module.exports, createRequire(FILE), module, FILE, import.meta.dirname)
  const engine = module.exports as Engine
  engine.setImporter((specifier) => import(specifier))
  const times = known === null || script.cachedDataRejected === true ? 0 : known.times
  if (times < KEPT) {
    engine.setCodeKeeper(() => writeCode(source, script.createCachedData(), times + 1))
  }
  return engine
}
