import { renderScript } from '../../code/render-script.mjs'
import { relativeImport } from '../../relative-import.mjs'
import { renderReact } from './render-react.mjs'

/** @type {import('../flavour.mjs').Flavour} */
export const reactBabel = {
  name: 'react-babel',
  componentShare: 0.75,
  packages: [
    'vite',
    'rolldown',
    'react',
    '@vitejs/plugin-react',
    '@rolldown/plugin-babel',
    '@babel/core',
    'babel-plugin-react-compiler',
  ],
  entry: 'main.tsx',
  config: `import babel from '@rolldown/plugin-babel'
import react, { reactCompilerPreset } from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({ plugins: [react(), babel({ presets: [reactCompilerPreset()] })] })
`,
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
