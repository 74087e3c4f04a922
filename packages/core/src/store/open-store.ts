import { SegmentStore } from './segment-store.ts'
import type { Store, StoreOptions } from './store.ts'

/** Opens the store in a folder, which need not exist. Nothing is created before the first write. Never throws. */
export function openStore(options: StoreOptions): Store {
  return new SegmentStore(options)
}
