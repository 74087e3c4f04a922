import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const packages = fileURLToPath(new URL('../../../packages/', import.meta.url))

/** Bundles Rekindle's sources into one module, for processes that run no TypeScript. */
export async function bundleRekindle(entry: 'rolldown' | 'rollup' | 'vite', file: string): Promise<void> {
  await build({
    root: path.join(packages, 'unplugin-rekindle'),
    configFile: false,
    logLevel: 'silent',
    resolve: { alias: { '@rekindle/core': path.join(packages, 'core/src/index.ts') } },
    ssr: { noExternal: true },
    build: {
      ssr: true,
      minify: false,
      emptyOutDir: false,
      outDir: path.dirname(file),
      rolldownOptions: {
        input: path.join(packages, 'unplugin-rekindle/src', `${entry}.ts`),
        output: { entryFileNames: path.basename(file), codeSplitting: false },
      },
    },
  })
}
