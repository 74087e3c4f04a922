import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where the packages of the peers are: out of the repository, whose tools would look into it. Apps in it see them. */
export const peersFolder = join(realpathSync(tmpdir()), 'rekindle-bench-peers')

const files = ['package.json', 'package-lock.json', 'load-package.mjs']

/**
 * Installs the packages of the peers, unless they are there. They are kept out of the workspace, which needs none of them.
 *
 * @returns {{ kind: 'installed' } | { kind: 'failed', output: string }}
 */
export function installPeers() {
  mkdirSync(peersFolder, { recursive: true })
  for (const file of files)
    copyFileSync(fileURLToPath(new URL(file, import.meta.url)), join(peersFolder, file))
  const stampFile = join(peersFolder, 'node_modules', '.stamp')
  const wanted = readFileSync(join(peersFolder, 'package-lock.json'), 'utf8')
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return { kind: 'installed' }
  const { status, stdout, stderr } = spawnSync('npm ci --no-audit --no-fund --ignore-scripts', {
    cwd: peersFolder,
    shell: true,
    encoding: 'utf8',
  })
  if (status !== 0) return { kind: 'failed', output: `${stdout}${stderr}` }
  writeFileSync(stampFile, wanted)
  return { kind: 'installed' }
}
