export type HazardId =
  | 'corrosive'
  | 'environment'
  | 'flammable'
  | 'gas'
  | 'health'
  | 'oxidizing'
  | 'radioactive'
  | 'toxic'

export interface ElementMeta {
  tagline: string
  hazards: HazardId[]
}
