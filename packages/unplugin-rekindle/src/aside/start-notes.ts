import type { quietOptions } from './quiet-options.ts'
import type { noteLoudStart, noteQuietStart, stampOf } from './start-note.ts'

/** What the plugin, once it is loaded, is given of the notes: they are of the entry, which is there without it. */
export interface StartNotes {
  readonly quietOptions: typeof quietOptions
  readonly noteQuietStart: typeof noteQuietStart
  readonly noteLoudStart: typeof noteLoudStart
  readonly stampOf: typeof stampOf
}
