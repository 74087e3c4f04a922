import { rollupBabel } from './rollup-babel.mjs'

/**
 * The same app, minified by terser in one thread: the chunks are what costs besides the modules.
 *
 * @type {import('../flavour.mjs').Flavour}
 */
export const rollupTerser = {
  ...rollupBabel,
  packages: [...rollupBabel.packages, '@rollup/plugin-terser'],
  config: rollupBabel.config
    .replace('export default', `import terser from '@rollup/plugin-terser'\n\nexport default`)
    .replace('    commonjs(),\n', '    commonjs(),\n    terser({ maxWorkers: 1 }),\n'),
}
