import { crc32 } from 'node:zlib'

/** CRC-32 of the bytes, continued from `seed`. Why this one: docs/decisions, "record checksums". */
export function checksum(bytes: Uint8Array, seed = 0): number {
  // zlib answers 0 for no bytes at no address, whatever the seed; Buffers without memory are such.
  return bytes.length === 0 ? seed : crc32(bytes, seed)
}

/**
 * Where a section's checksum starts. Key and place are part of it, so that a section which is
 * intact but stands in another record or another section's place does not pass.
 */
export function sectionSeed(firstKeyWord: number, section: number): number {
  return (firstKeyWord ^ section) >>> 0
}
