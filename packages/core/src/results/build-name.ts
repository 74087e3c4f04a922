import { randomBytes } from 'node:crypto'

/** A name that no other build has, in any process: what it keeps in memory is told by it. */
export function newBuildName(): string {
  return randomBytes(9).toString('base64url')
}
