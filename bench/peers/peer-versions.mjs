import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageVersions } from '../report/package-versions.mjs'
import { peersFolder } from './install-peers.mjs'
import { peers } from './peers.mjs'

/** What all of them have alike. */
const sharedPackages = ['react', '@babel/core', 'babel-plugin-react-compiler']

/**
 * @param {readonly string[]} names of peers
 * @returns {Record<string, string>} versions by package
 * @throws {Error} when the workspace and the peers have another version of what they should have alike
 */
export function peerVersions(names) {
  const shared = packageVersions(sharedPackages)
  for (const [name, version] of Object.entries(shared)) {
    if (installedVersion(name) !== version)
      throw new Error(`bench/peers/package.json must name ${name} ${version}, as the workspace does`)
  }
  const chosen = names.map((name) => peers[name])
  const own = (/** @type {import('./peer.mjs').Peer['packagesFrom']} */ from) =>
    chosen.filter(({ packagesFrom }) => packagesFrom === from).flatMap(({ packages }) => packages)
  return {
    ...shared,
    ...packageVersions(own('bench')),
    ...Object.fromEntries(own('peers').map((name) => [name, installedVersion(name)])),
  }
}

/** @param {string} name */
function installedVersion(name) {
  return JSON.parse(readFileSync(join(peersFolder, 'node_modules', name, 'package.json'), 'utf8')).version
}
