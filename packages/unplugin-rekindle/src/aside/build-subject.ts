/** What is built, in words that tell it from other builds with the same config; empty: it can't be told. */
export function buildSubject(folder: string | undefined, inputs: unknown): string {
  try {
    return JSON.stringify([folder ?? process.cwd(), inputs ?? null])
  } catch {
    return ''
  }
}
