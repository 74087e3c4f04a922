import { esbuildScript } from './script-case.ts'

/**
 * A build script for esbuild. If there is a folder `next`, the build with Rekindle is preceded by a process of its own with a
 * context: that rebuilds, takes over the files of the folder, and rebuilds once more, with all that its plugin remembers.
 *
 * @param imports statements
 * @param plugin expression that makes the plugin
 */
export function contextScript(imports: string, plugin: string): string {
  return esbuildScript(`
import { execFileSync } from 'node:child_process'
import { context } from 'esbuild'
${imports}
if (process.env.REKINDLE_CONTEXT) {
  const options = { entryPoints: ['src/main.js'], bundle: true, format: 'esm', sourcemap: true, outdir: 'dist' }
  const long = await context({ ...options, plugins: [cached(), ${plugin}] })
  await long.rebuild()
  fs.cpSync('next', '.', { recursive: true })
  fs.rmSync('next', { recursive: true })
  await new Promise((resolve) => setTimeout(resolve, 50))
  await long.rebuild()
  await long.dispose()
  process.exit(0)
}
if (process.env.WITH_REKINDLE && fs.existsSync('next')) {
  execFileSync(process.execPath, ['build.mjs'], { env: { ...process.env, REKINDLE_CONTEXT: 'yes' } })
  fs.rmSync('dist', { recursive: true })
}
await go([cached(), ${plugin}])`)
}
