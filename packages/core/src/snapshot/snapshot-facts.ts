/** What an entry with a whole build says besides its inputs. */
export interface SnapshotFacts {
  /** Folders of which no listing tells, relative to the root. */
  readonly overlooked: readonly string[]
  /** Rows of the fingerprint table: the stats under which the files were hashed. */
  readonly rows: string
}

export function encodeSnapshotFacts({ overlooked, rows }: SnapshotFacts): string {
  return JSON.stringify([overlooked, rows])
}

/** Null when the text doesn't hold such facts. */
export function decodeSnapshotFacts(text: string): SnapshotFacts | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  const [overlooked, rows] = Array.isArray(value) ? (value as unknown[]) : []
  if (!Array.isArray(overlooked) || typeof rows !== 'string') {
    return null
  }
  return overlooked.every((place) => typeof place === 'string') ? { overlooked, rows } : null
}
