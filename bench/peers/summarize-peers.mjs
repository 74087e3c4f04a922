import { pairRatios } from '../report/pair-ratios.mjs'
import { summarizeValues } from '../report/summarize-values.mjs'
import { peers } from './peers.mjs'

/**
 * Figures are those of whole processes, from the start of Node to the end, since some write their cache when all else is done.
 *
 * @typedef {import('../report/summarize-values.mjs').Summary} Summary
 *
 * @typedef {object} PeerRowSummary
 * @property {import('./measure-peers.mjs').PeerRowName} name
 * @property {Summary} wall seconds
 * @property {Summary} cpu seconds
 * @property {{ wall: number, cpu: number }} [toCold] medians of the ratios of each run; none of the row itself
 * @property {string[]} problems
 *
 * @typedef {{ peer: string, label: string, rows: PeerRowSummary[], failure?: string }} PeerSummary
 * @typedef {{ size: string, modules: number, peers: PeerSummary[] }} PeersSummary
 */

/**
 * @param {import('./measure-peers.mjs').MeasuredPeer[]} measured
 * @returns {PeerSummary[]}
 */
export function summarizePeers(measured) {
  return measured.map(({ peer, rows, failure }) => {
    const summaries = rows
      .filter(({ builds }) => failure === undefined && builds.length > 0)
      .map(({ name, builds, problems }) => ({
        name,
        wall: summarizeValues(builds.map((build) => build.processWall)),
        cpu: summarizeValues(builds.map((build) => build.processCpu)),
        problems,
      }))
    const cold = summaries.find(({ name }) => name === 'cold')
    return {
      peer,
      label: peers[peer].label,
      rows: summaries.map((row) =>
        cold === undefined || row === cold
          ? row
          : {
              ...row,
              toCold: {
                wall: pairRatios(row.wall, cold.wall).median,
                cpu: pairRatios(row.cpu, cold.cpu).median,
              },
            },
      ),
      ...(failure === undefined ? {} : { failure }),
    }
  })
}
