import { type MissReason, runUntraced } from '@rekindle/core'
import { type AskingCall, emitCall } from '../call.ts'
import { askContext } from '../context-state.ts'
import type { HookHandler } from '../hook.ts'
import { type ReplayContext, replayJournal } from '../journal.ts'
import { recordResolution } from './record-resolution.ts'
import type { Resolution } from './resolution-table.ts'
import { type CachedResolver, openResolverCall, pathFound, type ResolverCall } from './resolver-call.ts'

/**
 * A `resolveId` hook that answers from the cache where it can. What others say of the file that was found (they may put it
 * outside, or take another) is asked again, as the hook does it.
 */
export function cachedResolverHook(
  resolverOf: () => CachedResolver | null,
  handler: HookHandler,
): HookHandler {
  return function (this: object, ...args) {
    const resolver = resolverOf()
    const opened =
      resolver === null || !resolver.plugin.host.isBuilding()
        ? null
        : runUntraced(() => openResolverCall(resolver, handler, this, args))
    if (opened === null) {
      return handler.apply(this, args)
    }
    const { call, key, table } = opened
    const row = key === null ? null : table.get(key)
    if (key === null) {
      return recordResolution(opened, null, null)
    }
    if (row === null) {
      const { origin } = table
      const reason: MissReason = origin.kind === 'missed' ? origin.reason : { kind: 'new' }
      return recordResolution(opened, null, reason)
    }
    if (call.plugin.trial().shouldAudit(call.plugin.host.root.relative(call.id))) {
      return recordResolution(opened, row, null)
    }
    const first = nextAnswer(call, row, 0)
    return first === null ? restore(opened, row) : askAndRestore(opened, row, first)
  }
}

/** The answer to a question of a stored call; null: there is no such question. */
function nextAnswer(call: AskingCall, row: Resolution, index: number): unknown {
  const asked = row.asked[index]
  return asked === undefined ? null : runUntraced(() => askContext(call, asked[0]))
}

/** One question after the other, as the hook asked them: what is behind a difference is never asked. */
async function askAndRestore(opened: ResolverCall, row: Resolution, first: unknown): Promise<unknown> {
  let answer = first
  for (let index = 0; index < row.asked.length; index += 1) {
    if ((await answer) !== row.asked[index]?.[1]) {
      const input = `context ${row.asked[index]?.[0]}`
      return recordResolution(opened, null, {
        kind: 'input-changed',
        input,
        change: 'changed',
        through: opened.call.id,
      })
    }
    answer = nextAnswer(opened.call, row, index + 1)
  }
  return restore(opened, row)
}

function restore({ call, table, resolver, handler }: ResolverCall, row: Resolution): unknown {
  const { root, standings } = call.plugin.host
  standings.noteRestored(root.relative(call.id))
  replayJournal(row.journal, call.context as ReplayContext, call.plugin.host.print)
  const result: unknown = JSON.parse(row.result)
  const { told } = row
  resolver.finds?.note(pathFound(result), { handler, args: call.args, importer: call.id })
  if (told !== null) {
    resolver.told.noteRestored(pathFound(result), () => table.told(told))
  }
  emitCall(call, { kind: 'hit' })
  return result
}
