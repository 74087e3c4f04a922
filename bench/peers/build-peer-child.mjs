/**
 * Builds the app of one peer once, in a process of its own, and writes down what that took. Started by `measure-peers.mjs`.
 */
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { mark } from '../measure/mark.mjs'
import { peersFolder } from './install-peers.mjs'

/** @type {{ peer: string, root: string, hasCache: boolean, resultFile: string }} */
const { peer, root, hasCache, resultFile } = JSON.parse(process.argv[2])
const find = createRequire(join(peersFolder, 'package.json')).resolve

/** @type {typeof import('./load-package.mjs')} */
const { loadPackage } = await import(pathToFileURL(join(peersFolder, 'load-package.mjs')).href)

const before = mark()
// Only this one: what others import would count as well.
const { [peer]: one } = await import(`./${peer}.mjs`)
await one.build({
  root,
  hasCache,
  cacheFolder: join(root, '.cache'),
  load: loadPackage,
  find,
})
const after = mark()

process.on('exit', () => {
  writeFileSync(
    resultFile,
    JSON.stringify({ loading: [before, before], build: [before, after], end: mark() }),
  )
})
