import { SpectrumStrip } from '../charts/SpectrumStrip'

/** The strongest visible emission lines of an element. */
export function Spectrum({ of, nm }: { of: string; nm: readonly number[] }) {
  return <SpectrumStrip title={`Strong emission lines of ${of}`} lines={nm} />
}
