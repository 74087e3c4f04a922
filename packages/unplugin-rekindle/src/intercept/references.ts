/** How bundlers write a reference into code; the id follows. */
const REFERENCE: RegExp = /__VITE_ASSET__|ROLLUP_FILE_URL_|ROLLDOWN_FILE_URL_/g

/** Whether there can be such a reference in a text; nearly none has one. */
export function mayMentionReference(text: string): boolean {
  return text.includes('__VITE_ASSET__') || text.includes('_FILE_URL_')
}

/**
 * A text with this build's reference ids in place of recorded ones. All are replaced in one pass, since one's new id may be
 * another's old one. A bundler's ids have one length, so no position moves that a source map speaks of.
 */
export function renameReferences(text: string, renamed: ReadonlyMap<string, string>): string {
  if (renamed.size === 0) {
    return text
  }
  const recorded = [...renamed.keys()].map((reference) => reference.replace(/[$]/g, '\\$&'))
  return text.replace(new RegExp(recorded.join('|'), 'g'), (found) => renamed.get(found) ?? found)
}

/** A step of a journal that may mention files which earlier steps have emitted. */
export function renameInStep<Step extends { readonly step: string }>(
  step: Step,
  renamed: ReadonlyMap<string, string>,
): Step {
  if (renamed.size === 0) {
    return step
  }
  const { reference, source } = step as {
    readonly reference?: unknown
    readonly source?: { readonly form?: unknown }
  }
  const current = JSON.parse(renameReferences(JSON.stringify(step), renamed)) as Step
  return {
    ...current,
    // The id as recorded leads to the new one.
    ...(reference === undefined ? {} : { reference }),
    ...(source?.form === 'bytes' ? { source } : {}),
  }
}

/**
 * Whether a text mentions the reference of a file that this call didn't emit: another call did, and a restore of this one
 * alone would point to nothing. What was in the code received is somebody else's matter.
 * `own` are the references that this call got, `known` those that any call of the build got.
 */
export function mentionsForeignReference(
  text: string,
  {
    received,
    own,
    known,
  }: {
    readonly received: string | null
    readonly own: readonly string[]
    readonly known: Iterable<string>
  },
): boolean {
  const isReceived = (mention: string): boolean => received?.includes(mention) === true
  const marked = [...text.matchAll(REFERENCE)].map((match) =>
    text.slice(match.index, match.index + match[0].length + 8),
  )
  const isForeign = (mention: string): boolean =>
    !own.some((reference) => mention.replace(REFERENCE, '').startsWith(reference.slice(0, 8))) &&
    !isReceived(mention)
  return (
    marked.some(isForeign) ||
    [...known].some(
      (reference) => !own.includes(reference) && text.includes(reference) && !isReceived(reference),
    )
  )
}
