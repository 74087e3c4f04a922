/**
 * Whether a process of this machine has the id. A `true` may speak of another process that was given the id since;
 * a `false` of one that lives in another container. Neither may be relied on for correctness.
 */
export function isProcessAlive(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    // It is there, but belongs to another user.
    return (error as { code?: unknown }).code === 'EPERM'
  }
}
