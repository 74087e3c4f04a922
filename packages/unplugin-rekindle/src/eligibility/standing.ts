/** What is known of one plugin from earlier builds, as it is stored. */
export interface StandingRecord {
  /** Fingerprint of the plugin's tools under which the rest was found. */
  readonly tools: string
  /** Builds in which each audited result was the stored one, and there was at least one. */
  readonly agreed: number
  /** When a restored result was last audited, or the plugin first stored one; ms since 1970. */
  readonly auditedAt: number
}

/** A plugin that was caught giving another result for the same question. */
export interface Quarantine {
  /** Which plugin, by its `asker`. */
  readonly plugin: string
  readonly tools: string
  /** Module id, relative to the root. */
  readonly module: string
  /** The first difference, in words. */
  readonly difference: string
}

/**
 * What becomes of a plugin's calls in one build.
 * - `measured`: they run, and the time they take is noted.
 * - `tried`: results are kept, and every hit is audited: the hook runs, and its result is compared and used.
 * - `trusted`: they are answered from the cache; some are audited.
 * - `left-alone`: they run.
 */
export type Standing =
  | { readonly kind: 'measured'; readonly why: string }
  | { readonly kind: 'tried'; readonly why: string }
  | { readonly kind: 'trusted'; readonly why: string }
  | { readonly kind: 'left-alone'; readonly why: string }

/** Of whom a standing is asked. */
export interface Candidate {
  /** Whether the table or the user vouches for it. */
  readonly isVouchedFor: boolean
  readonly record: StandingRecord | null
  /** Newest last. */
  readonly quarantines: readonly Quarantine[]
  /** Fingerprint of its tools; reads them at the first call. */
  readonly tools: () => string
  /** A variable in which its hooks keep state, or null; looks into functions. */
  readonly stateVariable: () => string | null
}

/** Builds with nothing but equal audits that a plugin needs before its results are used. */
const NEEDED_BUILDS = 3

/** Decides on a plugin at the start of a build, by what earlier builds have found. */
export function standingOf(candidate: Candidate): Standing {
  const { isVouchedFor, record, quarantines } = candidate
  if (record === null && !isVouchedFor) {
    return { kind: 'measured', why: 'unknown, and not known to be dear' }
  }
  if (isVouchedFor && quarantines.length === 0) {
    return { kind: 'trusted', why: 'vouched for' }
  }
  const tools = candidate.tools()
  const caught = quarantines.findLast((quarantine) => quarantine.tools === tools)
  if (caught !== undefined) {
    return {
      kind: 'left-alone',
      why: `in quarantine: ran again for ${caught.module}, it gave another result (${caught.difference})`,
    }
  }
  const variable = isVouchedFor ? null : candidate.stateVariable()
  if (variable !== null) {
    return { kind: 'left-alone', why: `unknown, and keeps state in its variable \`${variable}\`` }
  }
  const agreed = record?.tools === tools ? record.agreed : 0
  return agreed >= NEEDED_BUILDS
    ? { kind: 'trusted', why: `unknown, and gave equal results in ${agreed} builds` }
    : { kind: 'tried', why: `on trial: equal results in ${agreed} of ${NEEDED_BUILDS} builds` }
}
