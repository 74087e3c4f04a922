/**
 * Another bundler with a cache of its own, set up to do to each module what Vite does in `vite.mjs`: Babel with the React Compiler
 * and the presets for JSX and types. Nothing is minified and no source map is made.
 *
 * @typedef {object} Peer
 * @property {string} label
 * @property {string[]} packages whose versions are reported
 * @property {'peers' | 'bench'} packagesFrom whose packages the app sees
 * @property {Record<string, string>} files of the app besides its modules, by path
 * @property {(options: PeerBuild) => Promise<void>} build into `dist`
 *
 * @typedef {object} PeerBuild
 * @property {string} root of the app
 * @property {string} cacheFolder
 * @property {boolean} hasCache
 * @property {(specifier: string) => Promise<any>} load imports a package of the peers
 * @property {(specifier: string) => string} find tells where it is
 */

/** For Babel: names are looked up from the app. */
export const babelOptions = {
  babelrc: false,
  configFile: false,
  plugins: ['babel-plugin-react-compiler'],
  presets: [['@babel/preset-react', { runtime: 'automatic' }], '@babel/preset-typescript'],
}
