import fs from 'node:fs'
import path from 'node:path'
import type { QuietStart } from './start-note.ts'

/** Whether somebody wants a report of each build. */
export const IS_REPORT_WANTED: boolean = process.env['REKINDLE_REPORT'] !== undefined

/** Writes the report of a build that is like the one of which it was noted. */
export function writeQuietReport(root: string, { report }: QuietStart, milliseconds: number): void {
  try {
    const told = { ...report, times: { ...report.times, build: Math.round(milliseconds) } }
    const file = path.resolve(root, process.env['REKINDLE_REPORT'] ?? '')
    fs.writeFileSync(file, `${JSON.stringify(told, null, 2)}\n`)
  } catch {
    // What people are told must not be able to fail a build.
  }
}
