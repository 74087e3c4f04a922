import { farm } from './farm.mjs'
import { parcel } from './parcel.mjs'
import { rspack } from './rspack.mjs'
import { vite } from './vite.mjs'
import { webpack } from './webpack.mjs'

/** @type {Record<string, import('./peer.mjs').Peer>} */
export const peers = { vite, webpack, rspack, farm, parcel }
