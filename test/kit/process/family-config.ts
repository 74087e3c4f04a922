/** What a config of a family's project consists of, as source. */
interface ConfigParts {
  /** Import statements. */
  readonly imports?: string
  /** Elements of the list of plugins. */
  readonly plugins?: string
  /** Other fields of the config. */
  readonly rest?: string
  /** Fields of Rekindle's options. */
  readonly options?: string
}

/** The page of a project, whose script is `src/main.js`. */
export const page: Readonly<Record<string, string>> = {
  'index.html': '<div id="app"></div><script type="module" src="/src/main.js"></script>',
}

/** Files of a project with its config for Vite, Rekindle among its plugins if it is on. */
export function viteConfig(parts: ConfigParts): Readonly<Record<string, string>> {
  const { rest = '', imports, plugins } = parts
  const build = /\bbuild:/.test(rest) ? '' : 'build: { minify: false },'
  return {
    'vite.config.mjs': `import rekindle from 'unplugin-rekindle/vite'
${imports ?? ''}
export default { plugins: [${cached(parts)}, ${plugins ?? ''}], ${build} ${rest} }
`,
  }
}

/** As `viteConfig`, for Rollup; the entry is `src/main.js`. */
export function rollupConfig(parts: ConfigParts): Readonly<Record<string, string>> {
  const { rest = '', imports, plugins } = parts
  return {
    'rollup.config.mjs': `import rekindle from 'unplugin-rekindle/rollup'
${imports ?? ''}
export default {
  input: 'src/main.js',
  output: { dir: 'dist' },
  plugins: [${cached(parts)}, ${plugins ?? ''}],
  ${rest}
}
`,
  }
}

function cached({ options = '' }: ConfigParts): string {
  return `process.env.WITH_REKINDLE ? rekindle({ onEvent: globalThis.listener, ${options} }) : null`
}
