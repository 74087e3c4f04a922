import type { Fingerprint } from '../key/cache-key.ts'
import type { RootRelativePath } from '../key/project-root.ts'

/** A file that is there. Without its fingerprint the session looks at the file itself. */
export interface PresentFile {
  readonly file: RootRelativePath
  readonly fingerprint?: Fingerprint
}

/** What happened to files since the last change set, as one step: a rename is a file deleted and one created. */
export interface ChangeSet {
  readonly created?: readonly PresentFile[]
  readonly updated?: readonly PresentFile[]
  /** Nothing is read for these. */
  readonly deleted?: readonly RootRelativePath[]
}

/** The latest news of each file: what it is now, and whether its folder has another list of names. */
export type FileNews =
  | { readonly kind: 'created' | 'updated'; readonly fingerprint: Fingerprint | null }
  | { readonly kind: 'deleted' }

/** Change sets that follow each other, as one. Of each file the last word counts; that its folder changed stays. */
export class MergedChanges {
  readonly #fileToNews: Map<RootRelativePath, FileNews> = new Map()
  readonly #created: Set<RootRelativePath> = new Set()

  get files(): ReadonlyMap<RootRelativePath, FileNews> {
    return this.#fileToNews
  }

  add({ created = [], updated = [], deleted = [] }: ChangeSet): void {
    // A file that is in several lists of one set is there if anybody says so.
    for (const file of deleted) {
      this.#fileToNews.set(file, { kind: 'deleted' })
    }
    for (const { file, fingerprint = null } of updated) {
      const isNew = this.#created.has(file) || this.#fileToNews.get(file)?.kind === 'deleted'
      this.#fileToNews.set(file, { kind: isNew ? 'created' : 'updated', fingerprint })
    }
    for (const { file, fingerprint = null } of created) {
      this.#created.add(file)
      this.#fileToNews.set(file, { kind: 'created', fingerprint })
    }
  }
}
