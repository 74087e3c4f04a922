import { page, type ScriptCase, testScriptCases, viteScript } from '../../kit/process/script-case.ts'

const picture = (shape: string): string => `<svg xmlns="http://www.w3.org/2000/svg"><${shape}/></svg>`
const style = 'a { background: url(./i.svg) }'

/** The script that imports the picture asks for it before the style does. */
const side = {
  ...page,
  'src/main.js': 'import i from "./i.svg"; import "./a.css"; console.log(i)',
  'src/a.css': style,
  'src/i.svg': picture('g'),
}

/** As above, with the style behind a chunk that is loaded later. */
const far = {
  ...page,
  'src/main.js': 'import "./z.js"; import("./y.js")',
  'src/z.js': 'import i from "./i.svg"; console.log(i)',
  'src/y.js': 'import "./y2.js"',
  'src/y2.js': 'import "./a.css"',
  'src/a.css': style,
  'src/i.svg': picture('g'),
}

const inlined = viteScript('await go([cached()])')
const emitted = viteScript('await go([cached()], { build: { assetsInlineLimit: 0 } })')
const otherPicture = { change: { 'src/i.svg': picture('b') } }
const otherInlined = { ...otherPicture, hooks: { 'vite:css': { run: 1, restored: 0 } } }

const cases: readonly ScriptCase[] = [
  {
    behaviour: 'an inlined picture of a style and its script changes in both',
    files: side,
    build: inlined,
    unchanged: { 'vite:css': { run: 0, restored: 1 } },
    steps: [otherInlined],
  },
  {
    behaviour: 'an inlined picture changes in a style of a later chunk',
    files: far,
    build: inlined,
    unchanged: { 'vite:css': { run: 0, restored: 1 } },
    steps: [otherInlined],
  },
  {
    behaviour: 'an emitted picture of a style changes, and is still emitted when its script lets go of it',
    files: side,
    build: emitted,
    steps: [otherPicture, { change: { 'src/main.js': 'import "./a.css"' } }],
  },
  {
    behaviour:
      'an emitted picture of a style in a later chunk changes, and stays when the first chunk drops it',
    files: far,
    build: emitted,
    steps: [otherPicture, { change: { 'src/z.js': 'console.log(1)' } }],
  },
]

testScriptCases('assets in CSS', cases)
