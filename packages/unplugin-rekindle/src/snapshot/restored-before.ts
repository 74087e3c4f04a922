import { type CacheKey, startTracing, stopTracing } from '@rekindle/core'

/** Makes a build that was restored, without writing it. */
type Make = () => Promise<void>

/** The builds of this process that were restored, and not made since; of equal ones the last. */
const keyToBuild: Map<CacheKey, Make> = new Map()

/** A build is restored: its plugins gather nothing in memory, which builds after it may need. */
export function noteRestoredBuild(key: CacheKey, make: Make): void {
  keyToBuild.set(key, make)
}

export function hasRestoredBuilds(): boolean {
  return keyToBuild.size > 0
}

/** Makes them after all, before another one is made. What they read counts for that one. */
export async function makeRestoredBuilds(): Promise<void> {
  const builds = [...keyToBuild.values()]
  keyToBuild.clear()
  startTracing()
  try {
    for (const make of builds) {
      await make()
    }
  } finally {
    stopTracing()
  }
}
