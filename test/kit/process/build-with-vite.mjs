import { build, createBuilder } from 'vite'
import { observePlugins } from './observe-hooks.mjs'

/** Builds the project in the working folder with its own config file. */
export async function buildWithVite(job, seen) {
  const config = {
    root: process.cwd(),
    configFile: job.config,
    mode: job.mode,
    define: job.define,
    customLogger: logger(seen),
    plugins: [observer(), watchReader(seen)],
    build: {
      sourcemap: job.sourcemap,
      ssr: job.ssr,
      outDir: job.outDir,
      rolldownOptions: {
        onLog(level, log, next) {
          if (level === 'warn') {
            seen.warning(`log ${log.code} ${log.plugin} ${log.message}`)
          }
          next(level, log)
        },
      },
    },
  }
  if (job.isApp) {
    const builder = await createBuilder(config)
    await builder.buildApp()
  } else {
    await build(config)
  }
}

function observer() {
  return {
    name: 'kit:observer',
    enforce: 'pre',
    configResolved: {
      order: 'pre',
      handler(config) {
        observePlugins(config.plugins)
        const { worker } = config
        if (typeof worker.plugins !== 'function') {
          return
        }
        const original = worker.plugins
        worker.plugins = async (chain) => {
          const resolved = await original(chain)
          observePlugins(resolved.plugins)
          return resolved
        }
      },
    },
  }
}

/** The bundler has no list of watched files for plugins: these are its modules and what hooks add to them. */
function watchReader(seen) {
  return {
    name: 'kit:watch-reader',
    enforce: 'pre',
    load: listening(seen),
    transform: listening(seen),
    buildEnd: {
      order: 'post',
      handler() {
        seen.watched([...this.getModuleIds()])
      },
    },
  }
}

/** Contexts of different hooks have different classes. */
function listening(seen) {
  return {
    order: 'pre',
    handler() {
      listenToWatchedFiles(this, seen)
      return null
    },
  }
}

const heardPrototypes = new WeakSet()

function listenToWatchedFiles(context, seen) {
  let owner = context
  while (!Object.hasOwn(owner, 'addWatchFile')) {
    owner = Object.getPrototypeOf(owner)
  }
  if (heardPrototypes.has(owner)) {
    return
  }
  heardPrototypes.add(owner)
  const original = owner.addWatchFile
  owner.addWatchFile = function (file) {
    seen.watched([file])
    return original.call(this, file)
  }
}

function logger(seen) {
  const warned = new Set()
  return {
    hasWarned: false,
    info: () => {},
    warn: (text) => seen.warning(`warn ${text}`),
    warnOnce(text) {
      if (!warned.has(text)) {
        warned.add(text)
        seen.warning(`warn ${text}`)
      }
    },
    error: (text) => seen.warning(`error ${text.replace(/ in [\d.]+m?s$/, '')}`),
    clearScreen: () => {},
    hasErrorLogged: () => false,
  }
}
