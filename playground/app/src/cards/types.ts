import type { ElementRecord } from '@rekindle/playground-library/elements'

export interface ElementCardProps {
  element: ElementRecord
}
