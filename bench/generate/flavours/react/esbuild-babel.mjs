import { reactComponents } from './react-components.mjs'

/**
 * esbuild has no plugin for Babel that is kept up: as in most such apps, a plugin of its own calls it.
 *
 * @type {import('../flavour.mjs').Flavour}
 */
export const esbuildBabel = {
  ...reactComponents,
  bundler: 'esbuild',
  packages: ['esbuild', 'react', '@babel/core', 'babel-plugin-react-compiler'],
  optedIn: ['app:babel'],
  sharedFiles: {
    'build/babel.mjs': `import { readFileSync } from 'node:fs'
import { transformAsync } from '@babel/core'

export const babel = {
  name: 'app:babel',
  setup(build) {
    build.onLoad({ filter: /[\\\\/]src[\\\\/].*\\.tsx?$/ }, async ({ path }) => {
      const result = await transformAsync(readFileSync(path, 'utf8'), {
        filename: path,
        babelrc: false,
        configFile: false,
        plugins: ['babel-plugin-react-compiler'],
        presets: [['@babel/preset-react', { runtime: 'automatic' }], '@babel/preset-typescript'],
      })
      return { contents: result.code, loader: 'js' }
    })
  },
}
`,
  },
  config: `import { babel } from './src/build/babel.mjs'

export default {
  entryPoints: ['src/main.tsx'],
  bundle: true,
  format: 'esm',
  splitting: true,
  minify: true,
  outdir: 'dist',
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [babel],
}
`,
}
