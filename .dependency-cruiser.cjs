// The walls between packages and rooms. Type imports count as imports.

/** Rooms of packages/core/src in the order data flows: a room may import the ones before it, never one after it. */
const coreRooms = [
  'words',
  'events',
  'key',
  'fingerprint',
  'trace',
  'syntax',
  'toolchain',
  'store',
  'results',
  'diary',
  'snapshot',
  'graph',
  'session',
]
const core = '^packages/core/src'
const anyCoreRoom = `${core}/(${coreRooms.join('|')})/`

/** Rooms of the plugin in the order data flows: table of known plugins, eligibility, wrapping, one adapter per bundler. */
const plugin = '^packages/unplugin-rekindle/src'

const bundlers = '(vite|rollup|rolldown|esbuild|unplugin|@rollup|@rolldown|@vitejs)'
const shapelessNames = '(^|/)(utils?|helpers?|common|managers?)(/|\\.[cm]?[jt]s$)'

const coreRoomsFlowOneWay = coreRooms.map((room, index) => ({
  name: `core-${room}-imports-only-earlier-rooms`,
  comment: `Allowed in packages/core/src/${room}: ${coreRooms.slice(0, index + 1).join(', ')}.`,
  severity: 'error',
  from: { path: `${core}/${room}/` },
  to: { path: `${core}/`, pathNot: `${core}/(${coreRooms.slice(0, index + 1).join('|')})/` },
}))

module.exports = {
  forbidden: [
    ...coreRoomsFlowOneWay,
    {
      name: 'core-has-only-listed-rooms',
      comment: 'A new folder in packages/core/src takes its place in the order at the top of this file.',
      severity: 'error',
      from: {},
      to: { path: `${core}/[^/]+/`, pathNot: anyCoreRoom },
    },
    {
      name: 'core-knows-no-bundler',
      severity: 'error',
      from: { path: '^packages/core/' },
      to: { path: [`^${bundlers}(/|$)`, `node_modules/${bundlers}/`, '^(packages/)?unplugin-rekindle(/|$)'] },
    },
    {
      name: 'plugins-known-import-no-later-room',
      severity: 'error',
      from: { path: `${plugin}/plugins-known/` },
      to: { path: `${plugin}/(eligibility|intercept|adapters)/` },
    },
    {
      name: 'plugins-known-are-for-later-rooms',
      severity: 'error',
      from: {
        path: `${plugin}/[^/]+/`,
        pathNot: `${plugin}/(plugins-known|eligibility|intercept|snapshot|adapters)/`,
      },
      to: { path: `${plugin}/plugins-known/` },
    },
    {
      name: 'output-imports-neither-intercept-nor-adapters',
      severity: 'error',
      from: { path: `${plugin}/output/` },
      to: { path: `${plugin}/(plugins-known|eligibility|intercept|build|adapters)/` },
    },
    {
      name: 'eligibility-imports-neither-intercept-nor-adapters',
      severity: 'error',
      from: { path: `${plugin}/eligibility/` },
      to: { path: `${plugin}/(intercept|adapters)/` },
    },
    {
      name: 'intercept-imports-no-adapter',
      severity: 'error',
      from: { path: `${plugin}/intercept/` },
      to: { path: `${plugin}/adapters/` },
    },
    {
      name: 'adapters-are-strangers',
      comment:
        'What two adapters share belongs to intercept/. vite.ts, vite-watch.ts and vite/*.ts are one adapter.',
      severity: 'error',
      from: { path: `${plugin}/adapters/([a-z]+)` },
      to: { path: `${plugin}/adapters/`, pathNot: `${plugin}/adapters/$1[-/.]` },
    },
    {
      name: 'packages-meet-by-name',
      comment: "Import '@rekindle/core', not a relative path into packages/core.",
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^packages/', pathNot: '^packages/$1/', dependencyTypes: ['local'] },
    },
    {
      name: 'packages-do-not-import-tests-or-bench',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(test|bench|playground|scripts)/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-shapeless-names',
      comment: 'Name the room: what is it about?',
      severity: 'error',
      from: {},
      to: { path: shapelessNames, pathNot: 'node_modules' },
    },
    {
      name: 'no-shapeless-names-unimported',
      severity: 'error',
      from: { path: shapelessNames, pathNot: 'node_modules' },
      to: {},
    },
    {
      name: 'no-shapeless-names-orphaned',
      severity: 'error',
      from: { path: shapelessNames, pathNot: 'node_modules', orphan: true },
      to: {},
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['node_modules', '(^|/)dist/'] },
    exclude: { path: ['(^|/)fixtures/'] },
    // No tsconfig on purpose: a package name must lead out of the package, not into a neighbour's source.
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.mts', '.mjs', '.js', '.cjs', '.json'],
    },
  },
}
