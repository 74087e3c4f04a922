import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** Package name -> source, so that tests need no build. tsconfig.base.json holds the same map. */
const packageToSource = {
  '@rekindle/core': 'packages/core/src/index.ts',
  'unplugin-rekindle': 'packages/unplugin-rekindle/src/index.ts',
  'unplugin-rekindle/vite': 'packages/unplugin-rekindle/src/vite.ts',
  'unplugin-rekindle/rollup': 'packages/unplugin-rekindle/src/rollup.ts',
  'unplugin-rekindle/rolldown': 'packages/unplugin-rekindle/src/rolldown.ts',
  'unplugin-rekindle/esbuild': 'packages/unplugin-rekindle/src/esbuild.ts',
}

const isNightly = process.env.REKINDLE_NIGHTLY === '1'
const minute = 60_000
/** Where whole builds are compared as well, each build of a test is made several times more. */
const isThorough = process.env.REKINDLE_TEST_SNAPSHOT === '1'
/**
 * Long runs that mostly show once more, in other settings, what others show in `npm test`: whole apps of frameworks and plugins that are
 * left alone (their verdicts are tested), whole families beside those whose inputs are edited one by one, the zoo on a second bundler,
 * chunks in every setting, packages from the registry in the definition graph, transcripts in the docs.
 */
const nightlyOnly = [
  ...[
    'frameworks',
    'output-makers',
    'gathered-styles',
    'declarations',
    'styles-on-rollup',
    'left-alone-on-rollup',
    'library',
    'library-on-rolldown',
    'svgr-and-mdx-on-rollup',
    'documents',
    'workers',
    'config',
    'cache-folder',
    'environments',
    'vue-types',
    'nine-configs',
    'beside-vue',
    'styles-on-esbuild',
    'compilers-on-esbuild',
  ].map((name) => `test/conformance/families/${name}.test.ts`),
  ...[
    'facts',
    'terser-in-detail',
    'vite-in-detail',
    'other-minifiers',
    'several-outputs',
    'terser-package',
    'told-of-chunks',
    'watched-chunks',
  ].map((name) => `test/conformance/chunks/${name}.test.ts`),
  ...[
    'inputs',
    'inputs-of-vite',
    'inputs-of-vite-app',
    'inputs-of-esbuild',
    'changes-on-disk',
    'outside-of-the-root',
    'several-builds',
    'several-processes',
    'declined',
    'declined-on-esbuild',
    'scripts',
    'scripts-of-builds',
    'environment-of-vite',
    'standard-input',
    'compiler-configs',
    'plugins-without-a-name',
  ].map((name) => `test/conformance/snapshot/${name}.test.ts`),
  'test/conformance/dependencies/typescript-paths.test.ts',
  'test/conformance/dependencies/style-imports-unseen.test.ts',
  'test/conformance/dependencies/branch-flips.test.ts',
  'test/conformance/dependencies/svelte.test.ts',
  'test/conformance/dependencies/tool-configs.test.ts',
  'test/conformance/wrong-once/vue-sub-requests.test.ts',
  'test/conformance/wrong-once/variables-of-scripts.test.ts',
  'test/conformance/fidelity/cache-limits.test.ts',
  'test/conformance/interception/nothing-worth-caching.test.ts',
  'test/conformance/interception/kept-code.test.ts',
  'test/conformance/hostile/zoo-on-vite.test.ts',
  'test/conformance/graph/tree-shaking.test.ts',
  'test/conformance/cli/transcripts.test.ts',
  'test/conformance/cli/why-whole-builds.test.ts',
]

export default defineConfig({
  resolve: {
    alias: Object.entries(packageToSource).map(([name, source]) => ({
      find: new RegExp(`^${name}$`),
      replacement: fileURLToPath(new URL(source, import.meta.url)),
    })),
  },
  test: {
    // The tracer patches node:fs for the whole process: every test file gets a process of its own.
    pool: 'forks',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'bench/**/*.test.mjs'],
          // Some go through every byte of a file, and machines may be busy.
          testTimeout: minute / 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Real bundler builds, many of them in processes of their own, for which a worker waits.
        extends: true,
        test: {
          name: 'conformance',
          include: ['test/conformance/**/*.test.ts'],
          exclude: isNightly ? [] : nightlyOnly,
          testTimeout: isThorough ? 15 * minute : 2 * minute,
          hookTimeout: 2 * minute,
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // Killed processes, damaged files, full disks. Some cases keep both processors busy by themselves.
        extends: true,
        test: {
          name: 'resilience',
          include: ['test/resilience/**/*.test.ts'],
          testTimeout: isNightly ? 60 * minute : 5 * minute,
          hookTimeout: 2 * minute,
          maxWorkers: 2,
          sequence: { groupOrder: 3 },
        },
      },
      {
        extends: true,
        test: {
          name: 'property',
          include: ['test/property/**/*.test.ts'],
          exclude: isNightly ? [] : ['test/property/whole-builds.test.ts'],
          testTimeout: isNightly ? 60 * minute : 5 * minute,
          hookTimeout: 2 * minute,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        // Pages of development servers in one real browser. `npm run test:browser` finds it.
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: 'test/kit/browser/browser-setup.ts',
          testTimeout: minute,
          hookTimeout: minute,
          maxWorkers: 2,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
})
