/** @type {Record<import('./measure-peers.mjs').PeerRowName, string>} */
export const peerRowLabels = { without: 'no cache', cold: 'cold', warm: 'warm', oneEdit: 'one edit' }
