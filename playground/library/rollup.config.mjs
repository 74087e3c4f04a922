import { babel } from '@rollup/plugin-babel'
import commonjs from '@rollup/plugin-commonjs'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { defineConfig } from 'rollup'
import rekindle from 'unplugin-rekindle/rollup'

const extensions = ['.ts', '.tsx', '.mjs', '.js', '.cjs']

export default defineConfig({
  input: {
    index: 'src/index.ts',
    react: 'src/react/index.ts',
    equation: 'src/equation/index.ts',
    elements: 'src/elements/index.ts',
  },
  external: [/^react($|\/)/],
  plugins: [
    rekindle({ enabled: process.env.REKINDLE !== 'off' }),
    nodeResolve({ extensions }),
    commonjs(),
    babel({
      babelHelpers: 'bundled',
      babelrc: false,
      configFile: false,
      extensions: ['.ts', '.tsx'],
      exclude: '**/node_modules/**',
      presets: [['@babel/preset-typescript'], ['@babel/preset-react', { runtime: 'automatic' }]],
      plugins: [['babel-plugin-react-compiler', { target: '19' }]],
    }),
  ],
  output: [
    {
      dir: 'dist',
      format: 'es',
      sourcemap: true,
      entryFileNames: '[name].mjs',
      chunkFileNames: 'shared/[name]-[hash].mjs',
    },
    {
      dir: 'dist',
      format: 'cjs',
      exports: 'named',
      sourcemap: true,
      entryFileNames: '[name].cjs',
      chunkFileNames: 'shared/[name]-[hash].cjs',
    },
  ],
})
