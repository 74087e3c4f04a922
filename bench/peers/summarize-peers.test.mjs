import { expect, test } from 'vitest'
import { formatPeers } from './format-peers.mjs'
import { summarizePeers } from './summarize-peers.mjs'

const measured = [
  { peer: 'vite', rows: [row('without', [9, 9]), row('cold', [10, 20]), row('warm', [1, 4])] },
  { peer: 'farm', rows: [row('without', [5]), row('cold', [])], failure: 'Error: ended with 1' },
]

test('each row is compared with the cold one of its own run and peer', () => {
  const [vite] = summarizePeers(measured)
  expect(vite.rows.map(({ name, toCold }) => [name, toCold?.wall])).toEqual([
    ['without', (9 / 10 + 9 / 20) / 2],
    ['cold', undefined],
    ['warm', (1 / 10 + 4 / 20) / 2],
  ])
})

test('of a peer that fails no figure is shown, but that it does', () => {
  const peers = summarizePeers(measured)
  expect(peers[1]).toEqual({
    peer: 'farm',
    label: 'Farm, persistent cache',
    rows: [],
    failure: 'Error: ended with 1',
  })
  expect(formatPeers({ size: 'small', modules: 50, peers })).toContain(
    "Farm, persistent cache doesn't build: Error: ended with 1",
  )
})

/**
 * @param {import('./measure-peers.mjs').PeerRowName} name
 * @param {number[]} seconds
 * @returns {import('./measure-peers.mjs').PeerRow}
 */
function row(name, seconds) {
  const builds = seconds.map((value) => ({ wall: 0, cpu: 0, processWall: value, processCpu: value }))
  return { name, builds, problems: [] }
}
