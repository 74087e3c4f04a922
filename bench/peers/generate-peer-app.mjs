import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { renderApp } from '../generate/generate-app.mjs'
import { linkPackages } from '../generate/link-packages.mjs'

/** The modules that all peers build. */
const flavour = 'react-babel'

/**
 * Writes the app of a peer.
 *
 * @param {import('./peer.mjs').Peer} peer
 * @param {string} size a name, or a number of modules
 * @param {string} root
 * @returns {{ root: string, modules: string[] }} `modules`: paths of those that edits may touch
 */
export function generatePeerApp(peer, size, root) {
  const { files, modules } = renderApp(flavour, size)
  const own = Object.entries(files).filter(([path]) => path.startsWith('src/') || path === 'package.json')
  rmSync(root, { recursive: true, force: true })
  for (const [path, content] of [...own, ...Object.entries(peer.files)]) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  if (peer.packagesFrom === 'bench') linkPackages(root)
  return { root, modules: modules.map((path) => join(root, path)) }
}
