import { notebook } from '@rekindle/playground-library'

const steps = [
  { unit: 'years', seconds: 31557600 },
  { unit: 'days', seconds: 86400 },
  { unit: 'hours', seconds: 3600 },
  { unit: 'minutes', seconds: 60 },
] as const

/** A time in the largest unit that leaves at least one: 5700 years, 6.01 hours. */
export function duration(seconds: number): string {
  const step = steps.find((s) => seconds >= s.seconds * 0.995)
  return step ? `${notebook(seconds / step.seconds)} ${step.unit}` : `${notebook(seconds)} seconds`
}
