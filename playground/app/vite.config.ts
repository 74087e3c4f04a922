import mdx from '@mdx-js/rollup'
import babel from '@rolldown/plugin-babel'
import react, { reactCompilerPreset } from '@vitejs/plugin-react'
import vue from '@vitejs/plugin-vue'
import rekindle from 'unplugin-rekindle/vite'
import { defaultClientConditions, defineConfig } from 'vite'
import svgr from 'vite-plugin-svgr'

const sourcemap = process.env.SOURCEMAP === '1'

export default defineConfig({
  plugins: [
    rekindle({ enabled: process.env.REKINDLE !== 'off' }),
    { enforce: 'pre', ...mdx() },
    vue(),
    react({ include: /\.(mdx|tsx)$/ }),
    // Only React files: Vue composables are called use* too and must not meet the React Compiler.
    babel({ include: /\.tsx$/, presets: [reactCompilerPreset()] }),
    svgr(),
  ],
  resolve: {
    alias: { '@': new URL('./src', import.meta.url).pathname },
    // The library is taken from its TypeScript sources, not from its Rollup build.
    conditions: ['source', ...defaultClientConditions],
  },
  worker: { format: 'es' },
  build: {
    sourcemap,
    target: 'es2022',
    // Whether Rolldown warns about slow plugins depends on the machine.
    rolldownOptions: { checks: { bundlerTimings: false } },
  },
})
