import { formatWithOptions } from 'node:util'
import type { RekindleEvent } from '@rekindle/core'
import { createDebug } from 'obug'
import type { CallListener } from './call-facts.ts'

/** Taken before anything watches the streams: what is told here is nobody's output. */
const write = process.stderr.write.bind(process.stderr)

function log(this: { readonly inspectOpts?: object }, ...args: unknown[]): void {
  write(`${formatWithOptions(this.inspectOpts ?? {}, ...args)}\n`)
}

const SCOPES = {
  call: createDebug('rekindle:call', { log }),
  plugin: createDebug('rekindle:plugin', { log }),
  graph: createDebug('rekindle:graph', { log }),
  store: createDebug('rekindle:store', { log }),
}

const KIND_TO_SCOPE: { readonly [Kind in RekindleEvent['kind']]?: keyof typeof SCOPES } = {
  hit: 'call',
  miss: 'call',
  bypassed: 'call',
  stored: 'call',
  uncacheable: 'call',
  failed: 'call',
  rehydrated: 'call',
  audited: 'call',
  plugin: 'plugin',
  standing: 'plugin',
  quarantined: 'plugin',
  'session-updated': 'graph',
  'graph-recorded': 'graph',
  'graph-lost': 'graph',
}

/**
 * A listener that prints events where the variable `DEBUG` asks for it (`rekindle:*`, or one of `call`, `plugin`, `graph`,
 * `store`); null: it doesn't.
 */
export function debugLog(): CallListener | null {
  if (!Object.values(SCOPES).some(({ enabled }) => enabled)) {
    return null
  }
  return (event, call) => {
    const { kind, ...facts } = event
    const milliseconds = call?.milliseconds
    const details = typeof milliseconds === 'number' ? { ...facts, milliseconds } : facts
    SCOPES[KIND_TO_SCOPE[kind] ?? 'store']('%s %o', kind, details)
  }
}
