import { reactComponents } from './react-components.mjs'

/**
 * The React Compiler as a Babel plugin.
 *
 * @type {import('../flavour.mjs').Flavour}
 */
export const reactBabel = {
  ...reactComponents,
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
  ...reactComponents,
  bundler: 'vite',
  packages: ['vite', "Vite's rolldown", 'react', '@vitejs/plugin-react', 'oxc-transform-react'],
  config: `import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({ plugins: [react({ compiler: true })] })
`,
}
