/**
 * Finds a Chromium for the browser tests, or installs one where the system's packages allow it.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Below a revision's folder in Playwright's own cache, by platform. */
const IN_CACHE = [
  ['chrome-linux', 'chrome'],
  ['chrome-linux64', 'chrome'],
  ['chrome-mac', 'Chromium.app', 'Contents', 'MacOS', 'Chromium'],
  ['chrome-win', 'chrome.exe'],
]

/** @returns {string | null} the executable; null: there is none */
export function findBrowser() {
  const named = process.env.REKINDLE_BROWSER
  if (named) return existsSync(named) ? named : null
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)]
  const installed = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return [...installed, ...browsersOfPlaywright()].find((file) => existsSync(file)) ?? null
}

/**
 * Installs Chromium by apt-get, which takes root.
 *
 * @returns {string | null} the executable; null: that was not possible
 */
export function installBrowser() {
  const isRoot = process.getuid?.() === 0
  if (!isRoot || spawnSync('apt-get', ['--version']).status !== 0) return null
  console.log('browser: installing chromium ...')
  const install = () =>
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { stdio: 'ignore' })
  // The list of packages may be older than what the servers offer.
  if (install().status !== 0 && spawnSync('apt-get', ['update'], { stdio: 'ignore' }).status === 0) install()
  return findBrowser()
}

function browsersOfPlaywright() {
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), '.cache', 'ms-playwright')
  const revisions = existsSync(cache) ? readdirSync(cache).filter((name) => /^chromium-\d+$/.test(name)) : []
  return revisions.sort().flatMap((revision) => IN_CACHE.map((place) => join(cache, revision, ...place)))
}
