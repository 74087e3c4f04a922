import type { Project } from './project.ts'

/**
 * Files by path in which a state differs from the start: their whole text, a text and what replaces its first
 * occurrence, or null for a file that is gone.
 */
export type FamilyChange = Readonly<Record<string, string | readonly [from: string, to: string] | null>>

/** Calls as `plugin hook id`: a list of them, each of which there is, or all that match a pattern. */
export type FamilyCalls = readonly string[] | RegExp

/** A state of a family's project, and what the first build of it runs when all states before are in the cache. */
export interface FamilyState {
  readonly name: string
  readonly change: FamilyChange
  /** Calls of the cached plugins besides those that always run. */
  readonly runs: FamilyCalls
  /** Calls that run whatever the cache holds, since the build of the state before failed where they were restored. */
  readonly audited?: FamilyCalls
  /** True when the output stays as it was at the start. */
  readonly staysEqual?: true
  /** True when something is edited that a process remembers (a config of a tool): each build is a process of its own. */
  readonly isApart?: true
}

type Edit = Omit<FamilyState, 'name'>

interface UsualEdits {
  readonly edit: Edit
  /** Two files at once, not in the way of `edit`. */
  readonly edits: Edit
  /** A file whose absence fails the build, or is made up for by a change. */
  readonly removed: string | Edit
  /** See `FamilyState`: of the state in which the file is there again. */
  readonly audited?: FamilyCalls
  /** States with names of their own. Those apart come last, so that few processes are needed. */
  readonly others?: Readonly<Record<string, Edit>>
}

/** The states that every family goes through, and others. */
export function usualStates({
  edit,
  edits,
  removed,
  audited = [],
  others = {},
}: UsualEdits): readonly FamilyState[] {
  const back = { change: {}, runs: [] }
  const named = Object.entries(others).map(([name, other]): FamilyState => ({ name, ...other }))
  return [
    { name: 'unchanged', ...back },
    { name: 'one edit', ...edit },
    { name: 'the edit undone', ...back },
    { name: 'two edits at once', ...edits },
    ...named.filter(({ isApart }) => isApart !== true),
    {
      name: 'a file deleted',
      ...(typeof removed === 'string' ? { change: { [removed]: null }, runs: [] } : removed),
    },
    { name: 'the file created again', ...back, audited },
    ...named.filter(({ isApart }) => isApart === true),
  ]
}

type Contents = Readonly<Record<string, string | null>>

/** What every file that any of the states names has in it in each of them. */
export function contentsOfStates(project: Project, states: readonly FamilyState[]): readonly Contents[] {
  const names = new Set(states.flatMap(({ change }) => Object.keys(change)))
  const start = Object.fromEntries([...names].map((file) => [file, project.stateOf(file)]))
  return states.map(({ name, change }) => {
    const changed = Object.entries(change).map(
      ([file, to]) => [file, applied(start[file] ?? null, to)] as const,
    )
    for (const [file, content] of changed) {
      if (content === start[file]) {
        throw new Error(`The state '${name}' changes nothing in ${file}`)
      }
    }
    return { ...start, ...Object.fromEntries(changed) }
  })
}

function applied(before: string | null, change: FamilyChange[string]): string | null {
  return typeof change === 'string' || change === null || change === undefined
    ? (change ?? null)
    : (before?.replace(change[0], () => change[1]) ?? null)
}
