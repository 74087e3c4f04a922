import type { HazardId } from '@/content/types'
import Corrosive from '@/icons/hazards/corrosive.svg?react'
import Environment from '@/icons/hazards/environment.svg?react'
import Flammable from '@/icons/hazards/flammable.svg?react'
import GasBottle from '@/icons/hazards/gas-bottle.svg?react'
import Health from '@/icons/hazards/health.svg?react'
import Oxidizing from '@/icons/hazards/oxidizing.svg?react'
import Radioactive from '@/icons/hazards/radioactive.svg?react'
import Toxic from '@/icons/hazards/toxic.svg?react'

export const hazardArt = {
  corrosive: Corrosive,
  environment: Environment,
  flammable: Flammable,
  gas: GasBottle,
  health: Health,
  oxidizing: Oxidizing,
  radioactive: Radioactive,
  toxic: Toxic,
} satisfies Record<HazardId, unknown>

export const hazardLabels: Record<HazardId, string> = {
  corrosive: 'corrosive',
  environment: 'harmful to water life',
  flammable: 'flammable',
  gas: 'gas under pressure',
  health: 'serious danger to health',
  oxidizing: 'oxidizing',
  radioactive: 'radioactive',
  toxic: 'toxic',
}
