import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { appSizes } from './app-sizes.mjs'
import { flavours } from './flavours/flavour.mjs'
import { linkPackages } from './link-packages.mjs'
import { planModules } from './plan-modules.mjs'

/**
 * A generated app on disk.
 *
 * @typedef {object} App
 * @property {string} flavour
 * @property {string} size
 * @property {string} root
 * @property {string[]} modules paths of the modules that edits may touch
 * @property {number} sourceBytes
 */

/**
 * Writes an app, the same one each time.
 *
 * @param {object} options
 * @param {string} options.flavour
 * @param {keyof typeof appSizes} options.size
 * @param {string} options.root an empty or missing folder
 * @returns {App}
 */
export function generateApp({ flavour: flavourName, size, root }) {
  const flavour = flavours[flavourName]
  const plans = planModules({
    seed: `${flavour.seed ?? flavourName}/${size}`,
    count: appSizes[size],
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
    'vite.config.mjs': flavour.config,
    'rekindle.config.mjs': rekindleConfig,
    [`src/${flavour.entry}`]: flavour.renderEntry(plans[0]),
  }
  for (const { path, content } of modules) files[`src/${path}`] = content
  for (const [path, content] of Object.entries(flavour.sharedFiles)) files[`src/${path}`] = content

  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  linkPackages(root)
  return {
    flavour: flavourName,
    size,
    root,
    modules: modules.map(({ path }) => join(root, 'src', path)),
    sourceBytes: modules.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0),
  }
}

const rekindleConfig = `import { fileURLToPath } from 'node:url'
import rekindle from 'unplugin-rekindle/vite'
import config from './vite.config.mjs'

const cacheDir = fileURLToPath(new URL('.rekindle', import.meta.url))

export default { ...config, plugins: [rekindle({ cacheDir }), ...config.plugins] }
`
