/**
 * Builds one React app with other bundlers that keep a cache, beside Vite with Rekindle. README.md in the folder above tells how to read
 * the figures.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { countModules } from '../generate/app-sizes.mjs'
import { readCount, readList } from '../read-options.mjs'
import { describeMachine } from '../report/describe-machine.mjs'
import { formatHeading } from '../report/format-heading.mjs'
import { formatPage } from '../report/html/format-page.mjs'
import { showProgress } from '../report/show-progress.mjs'
import { formatPeers } from './format-peers.mjs'
import { installPeers } from './install-peers.mjs'
import { measurePeers } from './measure-peers.mjs'
import { peerVersions } from './peer-versions.mjs'
import { peers } from './peers.mjs'
import { summarizePeers } from './summarize-peers.mjs'

const usage = `Usage: node bench/peers/run.mjs [flags]

  --peer <list>      ${Object.keys(peers).join(', ')}; default: all
  --size <name>      a size as of the other benchmark, or a number of modules; default: medium
  --runs <number>    default: 7
  --quick            one run of the small app
  --json <file>      write all figures to a file
  --html <file>      write a page with charts
  --help`

const { values } = parseArgs({
  options: {
    peer: { type: 'string' },
    size: { type: 'string' },
    runs: { type: 'string' },
    quick: { type: 'boolean' },
    json: { type: 'string' },
    html: { type: 'string' },
    help: { type: 'boolean' },
  },
})
if (values.help) console.log(usage)
else await run()

async function run() {
  const names = readList('--peer', values.peer ?? Object.keys(peers).join(), Object.keys(peers))
  const size = values.size ?? (values.quick ? 'small' : 'medium')
  const modules = countModules(size)
  const runs = readCount('--runs', values.runs ?? (values.quick ? '1' : '7'))

  const installation = installPeers()
  if (installation.kind === 'failed') {
    console.error(`The peers could not be installed.\n${installation.output}`)
    process.exitCode = 1
    return
  }
  const machine = describeMachine()
  const versions = peerVersions(names)
  console.log(formatHeading({ runs, machine, versions }))
  const measured = await measurePeers({ names, size, runs, onProgress: showProgress })
  showProgress('')
  const summary = { size, modules, peers: summarizePeers(measured) }
  console.log(formatPeers(summary))
  const results = {
    machine,
    versions,
    runs,
    measuredAt: new Date().toISOString().slice(0, 10),
    apps: [],
    peers: summary,
  }
  if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`)
  if (values.html) writeFileSync(values.html, formatPage(results))
  if (summary.peers.some(({ rows }) => rows.some(({ problems }) => problems.length > 0))) process.exitCode = 1
}
