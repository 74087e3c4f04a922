/** A duration as people read it. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 10) {
    return `${milliseconds.toFixed(milliseconds < 1 ? 2 : 1)} ms`
  }
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`
}

/** A moment (ms since 1970) as people read it. */
export function formatMoment(ms: number): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' }).format(ms)
}

export function isoMoment(ms: number): string {
  return new Date(ms).toISOString()
}
