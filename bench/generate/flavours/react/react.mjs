import { renderScript } from '../../code/render-script.mjs'
import { relativeImport } from '../../relative-import.mjs'
import { renderReact } from './render-react.mjs'

/** @type {Omit<import('../flavour.mjs').Flavour, 'name' | 'bundler' | 'packages' | 'config'>} */
const react = {
  seed: 'react',
  componentShare: 0.75,
  entry: 'main.tsx',
  renderEntry: (root) => `import { createRoot } from 'react-dom/client'
import { ${root.name} } from './${root.folder}/${root.name}'

createRoot(document.querySelector('#app')!).render(<${root.name} depth={3} />)
`,
  renderModule: (plan) => ({
    path: `${plan.folder}/${plan.name}.${plan.kind === 'component' ? 'tsx' : 'ts'}`,
    content: plan.kind === 'component' ? renderReact(plan) : renderScript(plan, relativeImport),
  }),
  sharedFiles: {},
}

/**
 * The React Compiler as a Babel plugin.
 *
 * @type {import('../flavour.mjs').Flavour}
 */
export const reactBabel = {
  ...react,
  name: 'react-babel',
  bundler: 'vite',
  packages: [
    'vite',
    "Vite's rolldown",
    'react',
    '@vitejs/plugin-react',
    '@rolldown/plugin-babel',
    '@babel/core',
    'babel-plugin-react-compiler',
  ],
  config: `import babel from '@rolldown/plugin-babel'
import react, { reactCompilerPreset } from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({ plugins: [react(), babel({ presets: [reactCompilerPreset()] })] })
`,
}

/**
 * The same modules with the React Compiler in native code: what one gets without any cache by leaving Babel.
 *
 * @type {import('../flavour.mjs').Flavour}
 */
export const reactNativeCompiler = {
  ...react,
  name: 'react-native-compiler',
  bundler: 'vite',
  packages: ['vite', "Vite's rolldown", 'react', '@vitejs/plugin-react', 'oxc-transform-react'],
  config: `import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({ plugins: [react({ compiler: true })] })
`,
}

/**
 * The same modules on Rollup, where Babel does all the work, and React is bundled from its CommonJS modules.
 *
 * @type {import('../flavour.mjs').Flavour}
 */
export const rollupBabel = {
  ...react,
  name: 'rollup-babel',
  bundler: 'rollup',
  canRestoreResolutions: true,
  packages: [
    'rollup',
    'react',
    '@rollup/plugin-babel',
    '@rollup/plugin-commonjs',
    '@rollup/plugin-node-resolve',
    '@babel/core',
    'babel-plugin-react-compiler',
  ],
  config: `import { babel } from '@rollup/plugin-babel'
import commonjs from '@rollup/plugin-commonjs'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import replace from '@rollup/plugin-replace'

const extensions = ['.tsx', '.ts', '.mjs', '.js', '.json']

export default {
  input: 'src/main.tsx',
  output: { dir: 'dist', format: 'es' },
  plugins: [
    replace({ preventAssignment: true, values: { 'process.env.NODE_ENV': '"production"' } }),
    nodeResolve({ extensions }),
    babel({
      extensions: ['.ts', '.tsx'],
      babelHelpers: 'bundled',
      babelrc: false,
      configFile: false,
      plugins: ['babel-plugin-react-compiler'],
      presets: [['@babel/preset-react', { runtime: 'automatic' }], '@babel/preset-typescript'],
    }),
    commonjs(),
  ],
}
`,
}
