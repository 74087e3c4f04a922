import { createHash, hash as nodeHash } from 'node:crypto'

/** 128 bits of SHA-256 as 32 lower-case hex characters: the address of a question asked of the cache. */
export type CacheKey = string & { readonly __brand: 'CacheKey' }

/** 128 bits of SHA-256 as 32 lower-case hex characters: compact evidence of some content. */
export type Fingerprint = string & { readonly __brand: 'Fingerprint' }

/** Characters of a key or a fingerprint. */
export const DIGEST_HEX_LENGTH = 32

const sha256: (data: string | Uint8Array) => string =
  typeof nodeHash === 'function'
    ? (data) => nodeHash('sha256', data)
    : (data) => createHash('sha256').update(data).digest('hex')

/**
 * Fingerprints text or bytes: SHA-256 cut to 128 bits.
 *
 * Text is hashed as UTF-8. A lone surrogate has no UTF-8 form and all of them would fall together, so such
 * text is hashed in its JSON form, with a prefix that no other text is given.
 */
export function fingerprintOf(content: string | Uint8Array): Fingerprint {
  const data =
    typeof content === 'string' && !content.isWellFormed()
      ? `\u0000ill-formed${JSON.stringify(content)}`
      : content
  return sha256(data).slice(0, DIGEST_HEX_LENGTH) as Fingerprint
}

/**
 * Joins named parts so that no two different lists give the same text: every name and value is preceded by
 * its length. Moving a character from one part to the next therefore changes the text.
 */
export function encodeKeyParts(parts: readonly (readonly [name: string, value: string])[]): string {
  let encoded = ''
  for (const part of parts) {
    encoded += encodeKeyPart(part[0], part[1])
  }
  return encoded
}

/** One part of such a text. */
export function encodeKeyPart(name: string, value: string): string {
  return `${name.length}:${name}${value.length}:${value}`
}

/** The address of a list of named parts. */
export function cacheKeyOf(parts: readonly (readonly [name: string, value: string])[]): CacheKey {
  return addressOf(encodeKeyParts(parts))
}

/** The address of named parts that were encoded one by one. */
export function addressOf(encodedParts: string): CacheKey {
  return fingerprintOf(encodedParts) as string as CacheKey
}
