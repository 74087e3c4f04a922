import { testFamilyCase } from '../../kit/process/family-case.ts'
import { usualStates } from '../../kit/process/family-states.ts'

const sass = 'vite:css transform src/app.scss'
const less = 'vite:css transform src/form.less'
/** A config of PostCSS reaches them all. */
const everything = /^vite:css/

testFamilyCase({
  behaviour: 'stylesheets are compiled when they, what they load or a config of PostCSS change',
  files: 'styles',
  cached: ['vite:css'],
  // The hash of a file in `public` stays in Vite's memory.
  always: ['vite:css transform src/images.css', 'vite:css transform src/images.css @ssr'],
  states: usualStates({
    edit: { change: { 'src/app.scss': ['user-select', 'appearance'] }, runs: [sass] },
    edits: {
      change: { 'src/sass/_palette.scss': ['#00f', '#0af'], 'src/mixins.less': ['3px', '5px'] },
      runs: [sass, less],
    },
    removed: 'src/sass/_palette.scss',
    others: {
      'a Sass partial that is now the index of a folder': {
        change: { 'src/sass/_tokens.scss': null, 'src/sass/tokens/_index.scss': '$accent: #bad;\n' },
        runs: [sass],
      },
      'a file that shadows that index': {
        change: {
          'src/sass/_tokens.scss': null,
          'src/sass/tokens/_index.scss': '$accent: #bad;\n',
          'src/sass/tokens.scss': '$accent: #cab;\n',
        },
        runs: [sass],
      },
      'an asset that is emitted': { change: { 'src/large.svg': ['M0 0', 'M1 1'] }, runs: [] },
      'an asset that is inlined': { change: { 'src/small.svg': ['M0 0', 'M1 1'] }, runs: [] },
      'an asset in the public folder': {
        change: { 'public/public.svg': ['M0 0', 'M1 1'] },
        runs: everything,
      },
      'what a local PostCSS plugin requires': {
        change: { 'postcss/factor.cjs': ['2', '3'] },
        runs: everything,
        isApart: true,
      },
      'a local PostCSS plugin': {
        change: { 'postcss/double.cjs': ['10 *', '100 *'] },
        runs: everything,
        isApart: true,
      },
      'options of a local PostCSS plugin': {
        change: { 'postcss.config.cjs': ["'px'", "'em'"] },
        runs: everything,
        isApart: true,
      },
      'a PostCSS plugin that is named by a text, and what it requires': {
        change: {
          'postcss.config.cjs': [
            "[require('./postcss/double.cjs')({ unit: 'px' })]",
            "{ './postcss/double.cjs': { unit: 'px' } }",
          ],
          'postcss/factor.cjs': ['2', '4'],
        },
        runs: everything,
        isApart: true,
      },
      'no PostCSS config': { change: { 'postcss.config.cjs': null }, runs: everything, isApart: true },
    },
  }),
})
