/** Packs the packages as they would be published, and checks each tarball: metadata, files, types. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root, run, runPnpm } from './run.mjs'

const folder = mkdtempSync(join(tmpdir(), 'rekindle-packages-'))
try {
  process.exitCode = checkPackages() ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function checkPackages() {
  if (!runPnpm(`--recursive --filter "./packages/*" pack --pack-destination "${folder}"`)) return false
  const names = readdirSync(join(root, 'packages'))
  const outcomes = names.flatMap((name) => {
    const {
      name: packageName,
      version,
      types,
    } = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'))
    const tarball = join(folder, `${packageName.replace('@', '').replace('/', '-')}-${version}.tgz`)
    console.log(`\n--- ${packageName}`)
    const hasGoodMetadata = run(`publint run "${tarball}" --strict`)
    // A package without types, such as a command line, has none that could be wrong.
    const hasGoodTypes =
      types === undefined || run(`attw "${tarball}" --profile esm-only --no-definitely-typed --no-summary`)
    return [hasGoodMetadata, hasGoodTypes]
  })
  return outcomes.every(Boolean)
}
