import { contextScript } from '../../kit/process/context-script.ts'
import {
  type CaseStep,
  esbuildScript,
  type ScriptCase,
  testScriptCases,
} from '../../kit/process/script-case.ts'

const all = { run: 0, restored: 2 }
const anew = { run: 2, restored: 0 }

/** A Babel plugin of the project, which reads a file of its own. */
const greet = (sign: string): string => `
const fs = require('node:fs')
module.exports = () => ({
  visitor: { StringLiteral: (path) => { if (path.node.value === 'WORD') path.node.value = fs.readFileSync('word.txt', 'utf8') + ${JSON.stringify(sign)} } },
})`

const withoutConfig = {
  'src/main.js': 'import { a } from "./a.js"\nconsole.log(a?.b ?? "WORD")',
  'src/a.js': 'export const a = { b: globalThis.b ?? "WORD" }',
  'tools/greet.cjs': greet('!'),
  'word.txt': 'hello',
  '.browserslistrc': 'chrome 60',
}
const scripts = {
  ...withoutConfig,
  'babel.config.json': '{ "presets": ["@babel/preset-env"], "plugins": ["./tools/greet.cjs"] }',
}

/** An installed preset. */
const shout = (version: string, word: string): Readonly<Record<string, string>> => ({
  'node_modules/babel-preset-shout/package.json': JSON.stringify({ name: 'babel-preset-shout', version }),
  'node_modules/babel-preset-shout/index.js': `module.exports = () => ({ plugins: [() => ({
  visitor: { StringLiteral: (path) => { if (path.node.value.endsWith('WORD')) path.node.value = '${word}' } },
})] })`,
})

const babelScript = (options = ''): string =>
  esbuildScript(`
import babel from 'esbuild-plugin-babel'
await go([cached(), babel({ filter: /[.]js$/, ${options} })])`)

const babel: readonly ScriptCase[] = [
  {
    behaviour: 'modules follow the config files of Babel, the files of its plugins and what those read',
    files: scripts,
    build: babelScript(),
    cold: { babel: { run: 2, stored: 2 } },
    unchanged: { babel: all },
    steps: [
      {
        change: { 'src/a.js': 'export const a = { b: globalThis.b ?? "a WORD" }' },
        hooks: { babel: { run: 1, restored: 1 } },
      },
      { change: { 'word.txt': 'good day' }, hooks: { babel: { run: 1, restored: 1 } } },
      { change: { 'word.txt': 'hello' }, hooks: { babel: all } },
      { change: { 'tools/greet.cjs': greet('?') }, hooks: { babel: anew } },
      { change: { '.browserslistrc': 'chrome 140' }, hooks: { babel: anew } },
      { change: { 'babel.config.json': '{ "presets": ["shout"] }', ...shout('1.0.0', 'a') } },
      { change: {}, hooks: { babel: all } },
      { change: shout('1.0.1', 'b'), hooks: { babel: anew } },
      { change: { '.babelrc.json': '{ "plugins": ["./tools/greet.cjs"] }' } },
      { change: {}, hooks: { babel: all } },
      { change: { 'babel.config.json': '{}' } },
      { change: {}, hooks: { babel: all } },
    ],
  },
  {
    behaviour: 'a config of Babel that is a module, and what it imports, are inputs; so are the options',
    files: {
      ...withoutConfig,
      'babel.config.mjs': 'import greet from "./tools/greet.cjs"\nexport default { plugins: [greet] }',
    },
    build: babelScript(),
    unchanged: { babel: all },
    steps: [
      { change: { 'tools/greet.cjs': greet('?') }, hooks: { babel: anew } },
      { change: { 'build.mjs': babelScript('config: { compact: true }') }, hooks: { babel: anew } },
      { change: { 'babel.config.mjs': 'export default {}' }, hooks: { babel: anew } },
      { change: {}, hooks: { babel: all } },
    ],
  },
  {
    behaviour:
      'what a context makes with a config or a plugin of Babel that is edited meanwhile spoils nothing',
    files: {
      ...withoutConfig,
      'babel.config.mjs': 'import greet from "./tools/greet.cjs"\nexport default { plugins: [greet] }',
    },
    build: contextScript("import babel from 'esbuild-plugin-babel'", 'babel({ filter: /[.]js$/ })'),
    needsProcesses: true,
    steps: [
      {
        change: {
          'next/tools/greet.cjs': greet('?'),
          'next/src/main.js': 'import "./a.js"\nconsole.log("WORD", 2)',
        },
      },
      {
        change: {
          'next/babel.config.mjs': 'export default {}',
          'next/src/main.js': 'import "./a.js"\nconsole.log("WORD", 3)',
        },
      },
      { change: { '.babelrc.json': '{ "plugins": ["./tools/greet.cjs"] }' } },
      {
        change: {
          'next/.babelrc.json': '{ "plugins": [] }',
          'next/src/main.js': 'import "./a.js"\nconsole.log("WORD", 4)',
        },
      },
    ],
  },
]

const card = (props: string, color: string, lang = 'ts'): string =>
  `<script setup lang="${lang}">import type { Props } from './props'
defineProps<${props}>()</script>
<template><p>{{ name }}</p></template>
<style scoped>p { color: ${color} }</style>`

const components = {
  'src/main.js': 'import A from "./A.vue"\nimport B from "./B.vue"\nexport { A, B }',
  'src/A.vue': card('Props', 'red'),
  'src/B.vue': '<template><b>plain</b></template>',
  'src/props.ts': 'export interface Props { name: string }',
}

const vueSteps: readonly CaseStep[] = [
  { change: { 'src/props.ts': 'export interface Props { name?: number; more: string }' } },
  { change: { 'src/A.vue': card('Props & { x: string }', 'red') } },
  { change: { 'src/A.vue': card('Props & { x: string }', 'blue') } },
  {
    change: {
      'src/props.ts': 'export type { Props } from "./deep"',
      'src/deep.ts': 'export interface Props { deep: string }',
    },
  },
  { change: { 'src/deep.ts': 'export interface Props { deep: boolean }' } },
  { change: { 'src/B.vue': '<template><b>edited</b></template><style module>b { left: 0 }</style>' } },
]

const vue: readonly ScriptCase[] = [
  {
    behaviour: 'components that unplugin-vue compiles follow edits of each part and of imported types',
    files: components,
    build: esbuildScript(`
import vue from 'unplugin-vue/esbuild'
await go([cached(), vue({ sourceMap: false })], { external: ['vue'] })`),
    unchanged: {},
    steps: vueSteps,
  },
  {
    behaviour: 'components that esbuild-plugin-vue3 compiles follow edits of each part and of imported types',
    files: components,
    build: esbuildScript(`
import vue from 'esbuild-plugin-vue3'
await go([cached(), (vue.default ?? vue)()], { external: ['vue'] })`),
    unchanged: {},
    steps: vueSteps.slice(0, 3),
  },
]

const graphql: readonly ScriptCase[] = [
  {
    behaviour: 'documents of GraphQL are made anew each time: the loader remembers those that it has met',
    files: {
      'src/main.js': 'import one from "./one.graphql"\nimport two from "./two.gql"\nexport { one, two }',
      'src/one.graphql': '#import "./name.graphql"\nquery One { user { ...Name } }',
      'src/two.gql': 'query Two { user { id } }',
      'src/name.graphql': 'fragment Name on User { first }',
    },
    build: esbuildScript(`
import loader from '@luckycatfactory/esbuild-graphql-loader'
await go([cached(), (loader.default ?? loader)()])`),
    unchanged: {},
    steps: [
      { change: { 'src/name.graphql': 'fragment Name on User { first last }' } },
      { change: { 'src/two.gql': 'query Two { user { id name } }' } },
    ],
  },
]

const data = {
  'src/main.js': 'import one from "./one.yaml"\nimport two from "./two.yaml"\nexport { one, two }',
  'src/one.yaml': 'name: one\nlist: [1, 2]\n',
  'src/two.yaml': 'name: two\n',
}

const yamlScript = (options = ''): string =>
  esbuildScript(`
import yaml from 'esbuild-yaml'
await go([cached(), yaml(${options})])`)

const yaml: readonly ScriptCase[] = [
  {
    behaviour: 'files of YAML follow their edits, the suffix of their import, and the options',
    files: {
      ...data,
      'src/main.js': `${data['src/main.js']}\nimport raw from "./two.yaml?raw"\nconsole.log(raw)`,
    },
    build: yamlScript(),
    cold: { yaml: { run: 3, stored: 3 } },
    unchanged: { yaml: { run: 0, restored: 3 } },
    steps: [
      { change: { 'src/one.yaml': 'name: another\n' }, hooks: { yaml: { run: 1, restored: 2 } } },
      { change: { 'src/two.yaml': 'name: too\n' }, hooks: { yaml: { run: 2, restored: 1 } } },
      {
        change: { 'build.mjs': yamlScript("{ transform: (given) => ({ given, by: 'hand' }) }") },
        hooks: { yaml: { run: 3 } },
      },
      {
        change: { 'build.mjs': yamlScript("{ transform: (given) => ({ given, by: 'other' }) }") },
        hooks: { yaml: { run: 3 } },
      },
      { change: {}, hooks: { yaml: { run: 0, restored: 3 } } },
    ],
  },
  {
    behaviour: 'a plugin for YAML that is not known to be dear reads its files each time',
    files: data,
    build: esbuildScript(`
import yaml from 'esbuild-plugin-yaml'
await go([cached(), yaml.yamlPlugin()])`),
    unchanged: {},
    steps: [{ change: { 'src/one.yaml': 'name: another\n' } }],
  },
]

testScriptCases('Babel on esbuild', babel)
testScriptCases('Vue on esbuild', vue)
testScriptCases('GraphQL on esbuild', graphql)
testScriptCases('YAML on esbuild', yaml)
