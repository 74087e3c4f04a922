import { createRequire } from 'node:module'
import type { Refusal } from './known-plugin.ts'

/** The part of Tailwind that looks for names of classes in the files of a project. */
const NATIVE_SCANNER: RegExp = /[\\/]@tailwindcss[\\/]oxide/

/**
 * Refuses all results of plugins that hand styles to PostCSS, in a process in which Tailwind's native scanner is: which files it
 * reads, no trace shows, and which results it has a part in, nobody tells.
 */
export function refusalOfNativeScanner(): Refusal {
  const { cache } = createRequire(import.meta.url)
  return Object.keys(cache).some((file) => NATIVE_SCANNER.test(file))
    ? 'Tailwind may have scanned files natively'
    : null
}
