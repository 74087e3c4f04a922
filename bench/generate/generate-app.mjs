import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { countModules } from './app-sizes.mjs'
import {
  bundlerToConfigFile,
  renderFloorConfig,
  renderRekindleConfig,
  renderSnapshotConfig,
  renderUpdateConfig,
} from './config-files.mjs'
import { flavours } from './flavours/flavour.mjs'
import { linkPackages } from './link-packages.mjs'
import { planModules } from './plan-modules.mjs'

/**
 * A generated app on disk.
 *
 * @typedef {object} App
 * @property {string} flavour
 * @property {import('../measure/build-app.mjs').Bundler} bundler
 * @property {string} size
 * @property {string} root
 * @property {string[]} modules paths of the modules that edits may touch
 * @property {string[]} leaves those of components that show no other component
 * @property {number} sourceBytes
 * @property {string} digest of all of its files and their names
 */

/**
 * Writes an app, the same one each time.
 *
 * @param {object} options
 * @param {string} options.flavour
 * @param {string} options.size a name, or a number of modules
 * @param {string} options.root an empty or missing folder
 * @returns {App}
 */
export function generateApp({ flavour: flavourName, size, root }) {
  const { files, modules, leaves, sourceBytes } = renderApp(flavourName, size)
  const digest = createHash('sha256')
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
    digest.update(`${path} ${Buffer.byteLength(content)}\n${content}`)
  }
  linkPackages(root)
  return {
    flavour: flavourName,
    bundler: flavours[flavourName].bundler,
    size,
    root,
    modules: modules.map((path) => join(root, path)),
    leaves: leaves.map((path) => join(root, path)),
    sourceBytes,
    digest: digest.digest('hex').slice(0, 12),
  }
}

/**
 * The files of an app, with paths relative to its root.
 *
 * @param {string} flavourName
 * @param {string} size a name, or a number of modules
 */
export function renderApp(flavourName, size) {
  const flavour = flavours[flavourName]
  const plans = planModules({
    seed: `${flavour.seed}/${size}`,
    count: countModules(size),
    componentShare: flavour.componentShare,
  })
  const modules = plans.map((plan) => flavour.renderModule(plan))
  /** @type {Record<string, string>} */
  const files = {
    'package.json': `${JSON.stringify({ name: `${flavourName}-${size}`, private: true, type: 'module' }, null, 2)}\n`,
    'index.html': `<!doctype html>
<title>${flavourName} ${size}</title>
<div id="app"></div>
<script type="module" src="/src/${flavour.entry}"></script>
`,
    [bundlerToConfigFile[flavour.bundler]]: flavour.config,
    'rekindle.config.mjs': renderRekindleConfig(flavour.bundler, flavour.optedIn),
    'snapshot.config.mjs': renderSnapshotConfig(flavour.bundler, flavour.optedIn),
    'update.config.mjs': renderUpdateConfig(flavour.bundler, flavour.optedIn),
    'floor.config.mjs': renderFloorConfig(flavour.bundler),
    'src/empty.js': 'export {}\n',
    [`src/${flavour.entry}`]: flavour.renderEntry(plans[0]),
  }
  for (const { path, content, besides } of modules) {
    files[`src/${path}`] = content
    if (besides) files[`src/${besides.path}`] = besides.content
  }
  for (const [path, content] of Object.entries(flavour.sharedFiles)) files[`src/${path}`] = content
  return {
    files,
    modules: modules.map(({ path }) => `src/${path}`),
    leaves: modules
      .filter((_, index) => plans[index].kind === 'component' && plans[index].components.length === 0)
      .map(({ path }) => `src/${path}`),
    sourceBytes: modules
      .flatMap((module) => [module, ...(module.besides ? [module.besides] : [])])
      .reduce((sum, { content }) => sum + Buffer.byteLength(content), 0),
  }
}
