import { elementByNumber, elements } from './lookup'
import type { ElementRecord } from './types'

export interface Neighbours {
  previous?: ElementRecord
  next?: ElementRecord
  above?: ElementRecord
  below?: ElementRecord
}

/** The elements around one element; above and below exist only outside the f block. */
export function neighboursOf(element: ElementRecord): Neighbours {
  const inColumn = (period: number) =>
    element.group === null
      ? elements.find((e) => e.group === null && e.period === period && fIndex(e) === fIndex(element))
      : elements.find((e) => e.group === element.group && e.period === period)
  return {
    previous: elementByNumber(element.z - 1),
    next: elementByNumber(element.z + 1),
    above: inColumn(element.period - 1),
    below: inColumn(element.period + 1),
  }
}

function fIndex(element: ElementRecord): number {
  return element.period === 6 ? element.z - 57 : element.z - 89
}

/** Grid position in the 18-column table; the f block goes to rows 9 and 10. */
export function gridPosition(element: ElementRecord): { row: number; column: number } {
  if (element.group !== null) return { row: element.period, column: element.group }
  return { row: element.period + 3, column: fIndex(element) + 3 }
}
