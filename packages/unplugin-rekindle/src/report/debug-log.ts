import { formatWithOptions } from 'node:util'
import type { CallEvent, RekindleEvent } from '@rekindle/core'
import type { Debugger } from 'obug'
import { importModule } from '../entry/import-module.ts'
import type { CallListener } from './call-facts.ts'

/** Taken before anything watches the streams: what is told here is nobody's output. */
const write = process.stderr.write.bind(process.stderr)

function log(this: { readonly inspectOpts?: object }, ...args: unknown[]): void {
  write(`${formatWithOptions(this.inspectOpts ?? {}, ...args)}\n`)
}

type Scope = 'call' | 'plugin' | 'graph' | 'snapshot' | 'store'

const KIND_TO_SCOPE: { readonly [Kind in RekindleEvent['kind']]?: Scope } = {
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
  'snapshot-restored': 'snapshot',
  'snapshot-missed': 'snapshot',
  'snapshot-kept': 'snapshot',
  'snapshot-declined': 'snapshot',
}

/**
 * A listener that prints events where the variable `DEBUG` asks for it (`rekindle:*`, or one of `call`, `plugin`, `graph`, `snapshot`,
 * `store`); null: it doesn't.
 */
export function debugLog(): CallListener | null {
  if (!/(?:^|[\s,])(?:\*|rekindle)/.test(process.env['DEBUG'] ?? '')) {
    return null
  }
  let print: CallListener | null = null
  const waiting: Parameters<CallListener>[] = []
  // Loaded only here: most builds have no use for it.
  void importModule('obug').then((library) => {
    const { createDebug } = library as typeof import('obug')
    const scopeOf = (name: Scope): Debugger => createDebug(`rekindle:${name}`, { log })
    print = printerTo({
      call: scopeOf('call'),
      plugin: scopeOf('plugin'),
      graph: scopeOf('graph'),
      snapshot: scopeOf('snapshot'),
      store: scopeOf('store'),
    })
    for (const args of waiting.splice(0)) {
      print(...args)
    }
  })
  return (...args) => {
    if (print === null) {
      waiting.push(args)
    } else {
      print(...args)
    }
  }
}

function printerTo(scopes: Readonly<Record<Scope, Debugger>>): CallListener {
  return (event, call) => {
    const { kind, ...facts } = 'plugin' in event ? subjectFirst(event) : event
    const milliseconds = call?.milliseconds
    const details = typeof milliseconds === 'number' ? { ...facts, milliseconds } : facts
    scopes[KIND_TO_SCOPE[kind] ?? 'store']('%s %o', kind, details)
  }
}

/** What an event is about stands before what became of it. */
function subjectFirst<Event extends { readonly plugin: string }>(event: Event): Event {
  const { plugin, hook, id, environment } = event as Event & Partial<CallEvent>
  const subject = Object.entries({ plugin, hook, id, environment }).filter(([, value]) => value !== undefined)
  return { ...Object.fromEntries(subject), ...event }
}
