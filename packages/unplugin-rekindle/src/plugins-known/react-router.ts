import type { KnownPlugin } from './known-plugin.ts'

/** `@react-router/dev`: what a module becomes depends on which routes there are. */
export const reactRouter: KnownPlugin = {
  names: [
    'react-router',
    'react-router/rsc',
    'react-router-rsc-virtual-route-modules',
    'react-router-server-change-trigger-client-hmr',
    'react-router/rsc/hmr/inject-runtime',
    'react-router/rsc/log-experimental-notice',
    'react-router/rsc/typegen',
    'react-router/rsc/virtual-basename',
    'react-router/rsc/virtual-react-router-serve-config',
    'react-router/rsc/virtual-route-config',
    'react-router/rsc/virtual-route-discovery',
    'react-router:build-client-route',
    'react-router:dot-client',
    'react-router:dot-server',
    'react-router:hmr-runtime',
    'react-router:hmr-updates',
    'react-router:inject-hmr-runtime',
    'react-router:react-refresh-babel',
    'react-router:route-chunks-index',
    'react-router:route-exports',
    'react-router:rsc-optimize-deps-route-modules',
    'react-router:split-route-modules',
    'react-router:validate-plugin-order',
    'react-router:virtual-modules',
    'react-router:warn-on-client-source-maps',
  ],
  verdict: {
    kind: 'uncached',
    why: 'keeps the routes of the app in memory',
  },
}
