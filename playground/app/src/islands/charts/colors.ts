export const sliceColors = [
  '#b4472b',
  '#1f7a78',
  '#b9962f',
  '#4a63c2',
  '#7a4fb5',
  '#6f8f5a',
  '#b24d92',
  '#7d8390',
]

export function sliceColor(i: number): string {
  return sliceColors[i % sliceColors.length]
}

export const phColors = [
  '#c8102e',
  '#de4a2a',
  '#ee7d2b',
  '#f5a62c',
  '#f3c92f',
  '#d3d032',
  '#8fc13e',
  '#3fa54f',
  '#22937a',
  '#2280a6',
  '#2c66b8',
  '#3f4fb4',
  '#503fa6',
  '#5a2e93',
]
