/** The members of Rolldown's native magic string that say what it stands for. */
interface NativeMagicString {
  readonly filename: string | null
  readonly ignoreList: boolean
  readonly offset: number
  readonly hires: boolean | 'boundary' | null
  toString(): string
  generateMap(options: { readonly hires: boolean | 'boundary' }): { toString(): string }
}

/** Whether a hook gave an edit of its code (`meta.magicString`) in place of a text. */
export function isNativeMagicString(code: unknown): code is NativeMagicString {
  return (
    typeof code === 'object' &&
    code !== null &&
    (code as { isRolldownMagicString?: unknown }).isRolldownMagicString === true
  )
}

/**
 * The text and the source map that the bundler makes of a native magic string; `map` is what stands beside it in the result.
 * Null for one with settings whose effect on the map isn't known.
 */
export function writtenMagicString(
  edit: NativeMagicString,
  map: unknown,
): { readonly code: string; readonly map: unknown } | null {
  if (map !== undefined) {
    return { code: edit.toString(), map }
  }
  if (edit.filename !== null || edit.ignoreList || edit.offset !== 0) {
    return null
  }
  // As exact as the map that Rolldown generates by itself.
  const generated = edit.generateMap({ hires: edit.hires ?? 'boundary' })
  return { code: edit.toString(), map: JSON.parse(generated.toString()) as unknown }
}
