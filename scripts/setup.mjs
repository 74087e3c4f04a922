/**
 * Makes a clone ready: installs the dependencies and builds the packages. A step whose inputs are the same as when it
 * last succeeded is skipped, so that every other script can start with this one.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root, run, runPnpm, workspaceManifest } from './run.mjs'

stopIfNodeIsTooOld()

// Inside node_modules: it goes when the installation goes.
const stampFile = join(root, 'node_modules', '.rekindle-setup.json')
const packageFolders = listFolders(join(root, 'packages'))

const install = digest(installInputs())
if (readStamps().install === install && existsSync(join(root, 'node_modules', '.modules.yaml'))) {
  say('dependencies are up to date')
} else {
  say('installing the dependencies ...')
  // Without a terminal pnpm can't ask whether it may replace a node_modules laid by something else.
  if (!runPnpm('install --frozen-lockfile --config.confirm-modules-purge=false')) {
    stop(
      'The dependencies could not be installed; see above.',
      `If a package.json was changed, run this first: npx --yes ${workspaceManifest.packageManager} install`,
    )
  }
  writeFileSync(stampFile, JSON.stringify({ install }))
}

const build = digest(buildInputs())
const isBuilt = packageFolders.every((folder) => existsSync(join(folder, 'dist')))
if (readStamps().build === build && isBuilt) {
  say('packages are up to date')
} else {
  say('building the packages ...')
  if (!run('tsdown --workspace "packages/*" --log-level warn'))
    stop('The packages could not be built; see above.')
  writeFileSync(stampFile, JSON.stringify({ install, build }))
}

/** Files that decide what gets installed. */
function installInputs() {
  const folders = [root, ...['.', 'packages', 'playground'].flatMap((name) => listFolders(join(root, name)))]
  const manifests = folders.map((folder) => join(folder, 'package.json')).filter(existsSync)
  return [join(root, 'pnpm-lock.yaml'), join(root, 'pnpm-workspace.yaml'), ...manifests]
}

/** Files that decide what gets built. */
function buildInputs() {
  const sources = packageFolders.flatMap((folder) =>
    listFolder(join(folder, 'src'), { recursive: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  const configs = packageFolders.flatMap((folder) =>
    ['package.json', 'tsconfig.json', 'tsdown.config.ts']
      .map((name) => join(folder, name))
      .filter(existsSync),
  )
  return [join(root, 'pnpm-lock.yaml'), join(root, 'tsconfig.base.json'), ...configs, ...sources]
}

/** What is in a folder; nothing where there is no folder. */
function listFolder(folder, options = {}) {
  return existsSync(folder) ? readdirSync(folder, { ...options, withFileTypes: true }) : []
}

function listFolders(folder) {
  return listFolder(folder)
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name))
}

/** One digest of names and contents; also of the platform, since native packages are installed for one. */
function digest(files) {
  const hash = createHash('sha256')
  hash.update([process.platform, process.arch, process.versions.modules].join('-'))
  for (const file of files.sort()) {
    const content = readFileSync(file)
    hash.update(`\n${relative(root, file)} ${content.length}\n`).update(content)
  }
  return hash.digest('hex')
}

function readStamps() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'))
  } catch {
    return {}
  }
}

function stopIfNodeIsTooOld() {
  const needed = workspaceManifest.engines.node.replace('>=', '')
  const [neededMajor, neededMinor] = needed.split('.').map(Number)
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return
  stop(`Rekindle needs Node ${needed} or newer; this is Node ${process.versions.node}.`)
}

function say(text) {
  console.log(`setup: ${text}`)
}

function stop(...lines) {
  for (const line of lines) console.error(`setup: ${line}`)
  process.exit(1)
}
