import fs from 'node:fs'
import path from 'node:path'
import { DiaryWriter, encodeDiaryBuild, type RekindleEvent, writeWholeBuildNote } from '@rekindle/core'
import { BuildDiary } from './build-diary.ts'
import { type BuildReport, BuildStatistics } from './build-statistics.ts'
import type { CallFacts } from './call-facts.ts'
import { debugLog } from './debug-log.ts'
import { MemoryWatch } from './memory-watch.ts'
import { describeMiss, type SnapshotReport, snapshotLine, snapshotReportAfter } from './snapshot-report.ts'
import { summaryLine } from './summary-line.ts'
import { BuildTrace } from './trace-file.ts'

/** Where what is found out about builds goes. Paths are absolute. */
export interface ReportTargets {
  readonly root: string
  /** Folder of the cache, in which the diary is kept; null: nothing may be written there. */
  readonly cacheDirectory: string | null
  /** A further diary, of the builds of one run of the command line. */
  readonly diary: string | null
  readonly report: string | null
  readonly trace: string | null
  /** Tells the line at the end of a build; null: nobody wants it. */
  readonly say: ((line: string) => void) | null
  /** Hears of what could not be written. */
  readonly onFailure: (during: string, error: unknown) => void
}

/** Listens to the events of the builds of one project, and tells people about each. */
export class BuildReporter {
  readonly #targets: ReportTargets
  readonly #writer: DiaryWriter | null
  readonly #log: ReturnType<typeof debugLog> = debugLog()
  readonly #memory: MemoryWatch = new MemoryWatch()
  #statistics: BuildStatistics = new BuildStatistics()
  /** Of what came after the build had ended, for its outputs; null before. */
  #outputs: BuildStatistics | null = null
  #diary: BuildDiary = new BuildDiary()
  #trace: BuildTrace | null = null
  /** Whether the cache folder took what was written to it. */
  #isWritable = true
  #startedAt: number = performance.now()
  #startedAtMs = 0
  /** What is known of the present build as a whole, from before its start until after its end. */
  #snapshot: SnapshotReport | null = null
  /** Why that build was not restored, in words. */
  #missed: string | null = null
  /** Whether the last build has ended. */
  #hasEnded = false

  constructor(targets: ReportTargets) {
    this.#targets = targets
    this.#writer = targets.cacheDirectory === null ? null : new DiaryWriter(targets.cacheDirectory)
  }

  startBuild(): void {
    this.#startedAtMs = Date.now()
    this.#startedAt = performance.now()
    this.#statistics = new BuildStatistics()
    this.#outputs = null
    this.#diary = new BuildDiary(this.#diary)
    this.#trace = this.#targets.trace === null ? null : new BuildTrace()
    this.#isWritable = true
    this.#hasEnded = false
  }

  /** Goes on with a build that has ended: what is called from now on belongs to it, and is told apart. */
  resumeBuild(): void {
    this.#outputs = new BuildStatistics()
    this.#diary = new BuildDiary(this.#diary)
  }

  see(event: RekindleEvent, call?: CallFacts): void {
    // The diary would meet the same, and it was told of already.
    this.#isWritable &&= event.kind !== 'write-failed'
    this.#statistics.see(event, call)
    this.#outputs?.see(event, call)
    this.#diary.see(event, call)
    this.#trace?.see(event, call)
    this.#log?.(event, call)
    if (event.kind === 'snapshot-missed' || event.kind === 'snapshot-restored') {
      this.#missed = event.kind === 'snapshot-missed' ? describeMiss(event.reason) : null
    }
    const snapshot = snapshotReportAfter(event, this.#snapshot)
    if (snapshot !== null) {
      this.#snapshot = snapshot
      this.#tellLate(event)
    }
  }

  /** Outputs are made after the end of a build: what becomes of the whole is known only then. */
  #tellLate(event: RekindleEvent): void {
    const isLate = event.kind === 'snapshot-kept' || event.kind === 'snapshot-declined'
    if (isLate && this.#hasEnded) {
      this.#writeReport()
      this.#noteWholeBuild()
      this.#sayOfSnapshot()
    }
  }

  #sayOfSnapshot(): void {
    if (this.#snapshot !== null) {
      this.#targets.say?.(snapshotLine(this.#snapshot))
    }
  }

  /** Writes down what became of the build as a whole: a restored one leaves no other trace. */
  #noteWholeBuild(): void {
    const { cacheDirectory } = this.#targets
    const snapshot = this.#snapshot
    if (snapshot === null || cacheDirectory === null) {
      return
    }
    const { outcome, outputs, inputs, why } = snapshot
    this.#write('what became of the whole build', () =>
      writeWholeBuildNote(cacheDirectory, {
        root: this.#rootOfDiary(cacheDirectory),
        at: Date.now(),
        processId: process.pid,
        ...{ outcome, outputs, inputs },
        missed: this.#missed,
        declined: outcome === 'declined' ? why : null,
      }),
    )
  }

  #rootOfDiary(cacheDirectory: string): string {
    return path.relative(cacheDirectory, this.#targets.root).replaceAll('\\', '/')
  }

  /** A build was restored as a whole: no call was made, and the diary keeps those of the build before. */
  endRestoredBuild(): void {
    this.#writeReport()
    this.#noteWholeBuild()
    this.#sayOfSnapshot()
  }

  /** Writes down the build so far; what is called from now on is told as another one. */
  settle(): void {
    this.#writeDiary()
    this.#startedAtMs = Date.now()
    this.#diary = new BuildDiary(this.#diary)
  }

  endBuild(): void {
    const { report, trace, say } = this.#targets
    this.#hasEnded = true
    this.#writeDiary()
    this.#noteWholeBuild()
    // Between builds nothing of a build need stay in memory.
    this.#diary = new BuildDiary(this.#diary)
    this.#memory.note()
    if (report !== null || say !== null) {
      const told = this.#writeReport()
      const line =
        this.#outputs === null ? summaryLine(told) : summaryLine(this.#outputs.report(), 'outputs: ')
      if (line !== null) {
        say?.(line)
      }
      // Of others it is known only when the outputs are made.
      this.#sayOfSnapshot()
    }
    const traced = this.#trace
    if (trace !== null && traced !== null) {
      this.#write('the trace', () => fs.writeFileSync(trace, traced.text()))
    }
  }

  /** The report of a build that has ended, in which no call had to do with the cache; null: there was one, or something went wrong. */
  quietReport(): BuildReport | null {
    const told = this.#report()
    const { hooks, failures, quarantined } = told
    const calls = hooks.run + hooks.bypassed + hooks.restored
    return this.#hasEnded && calls + failures.length + quarantined.length === 0 ? told : null
  }

  #report(): BuildReport {
    return this.#statistics.report(this.#milliseconds(), this.#memory.report(), this.#snapshot)
  }

  #writeReport(): BuildReport {
    const { report } = this.#targets
    const told = this.#report()
    if (report !== null) {
      this.#write('the report', () => fs.writeFileSync(report, `${JSON.stringify(told, null, 2)}\n`))
    }
    return told
  }

  #milliseconds(): number {
    return performance.now() - this.#startedAt
  }

  #writeDiary(): void {
    const { root, cacheDirectory, diary } = this.#targets
    this.#write('the diary', () => {
      const build = this.#diary.build({
        root: this.#rootOfDiary(cacheDirectory ?? root),
        startedAt: this.#startedAtMs,
        milliseconds: Math.round(this.#milliseconds()),
      })
      if (diary !== null) {
        fs.appendFileSync(diary, encodeDiaryBuild(build))
      }
      if (this.#isWritable) {
        this.#writer?.write(build)
      }
    })
  }

  /** What people are told must not be able to fail a build. */
  #write(what: string, act: () => void): void {
    try {
      act()
    } catch (error) {
      this.#targets.onFailure(`writing ${what}`, error)
    }
  }
}
