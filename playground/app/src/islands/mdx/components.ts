import { Abundance } from './Abundance'
import { Callout } from './Callout'
import { Compound } from './Compound'
import { Etymology } from './Etymology'
import { Figure } from './Figure'
import { Heading } from './Heading'
import { Isotope } from './Isotope'
import { Level } from './Level'
import { OutLink } from './OutLink'
import { Reaction } from './Reaction'
import { Spectrum } from './Spectrum'
import { Uses } from './Uses'

/** What an element page may use without importing it. */
export const components = {
  Abundance,
  Callout,
  Compound,
  Etymology,
  Figure,
  Isotope,
  Level,
  Reaction,
  Spectrum,
  Uses,
  a: OutLink,
  h2: Heading,
}
