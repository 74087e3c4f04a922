import { type Row, toRecords } from './record'

const rows: Row[] = [
  [19, 'K', 'Potassium', 39.098, 1, 's', 'alkali', 0.82, 'solid', 336.7, 1032, 0.862, 1807, [1]],
  [20, 'Ca', 'Calcium', 40.078, 2, 's', 'alkaline-earth', 1, 'solid', 1115, 1757, 1.55, 1808, [2]],
  [21, 'Sc', 'Scandium', 44.956, 3, 'd', 'transition', 1.36, 'solid', 1814, 3109, 2.985, 1879, [3]],
  [22, 'Ti', 'Titanium', 47.867, 4, 'd', 'transition', 1.54, 'solid', 1941, 3560, 4.506, 1791, [4, 3, 2]],
  [23, 'V', 'Vanadium', 50.942, 5, 'd', 'transition', 1.63, 'solid', 2183, 3680, 6.11, 1801, [5, 4, 3, 2]],
  [24, 'Cr', 'Chromium', 51.996, 6, 'd', 'transition', 1.66, 'solid', 2180, 2944, 7.15, 1797, [6, 3, 2]],
  [25, 'Mn', 'Manganese', 54.938, 7, 'd', 'transition', 1.55, 'solid', 1519, 2334, 7.21, 1774, [7, 4, 3, 2]],
  [26, 'Fe', 'Iron', 55.845, 8, 'd', 'transition', 1.83, 'solid', 1811, 3134, 7.874, null, [3, 2]],
  [27, 'Co', 'Cobalt', 58.933, 9, 'd', 'transition', 1.88, 'solid', 1768, 3200, 8.9, 1735, [3, 2]],
  [28, 'Ni', 'Nickel', 58.693, 10, 'd', 'transition', 1.91, 'solid', 1728, 3003, 8.908, 1751, [2]],
  [29, 'Cu', 'Copper', 63.546, 11, 'd', 'transition', 1.9, 'solid', 1357.77, 2835, 8.96, null, [2, 1]],
  [30, 'Zn', 'Zinc', 65.38, 12, 'd', 'transition', 1.65, 'solid', 692.68, 1180, 7.14, 1746, [2]],
  [31, 'Ga', 'Gallium', 69.723, 13, 'p', 'post-transition', 1.81, 'solid', 302.91, 2673, 5.91, 1875, [3]],
  [32, 'Ge', 'Germanium', 72.63, 14, 'p', 'metalloid', 2.01, 'solid', 1211.4, 3106, 5.323, 1886, [4, 2]],
  [33, 'As', 'Arsenic', 74.922, 15, 'p', 'metalloid', 2.18, 'solid', null, null, 5.727, 1250, [5, 3, -3]],
  [34, 'Se', 'Selenium', 78.971, 16, 'p', 'nonmetal', 2.55, 'solid', 494, 958, 4.81, 1817, [6, 4, -2]],
  [35, 'Br', 'Bromine', 79.904, 17, 'p', 'halogen', 2.96, 'liquid', 265.8, 332, 3.103, 1826, [5, 1, -1]],
  [36, 'Kr', 'Krypton', 83.798, 18, 'p', 'noble-gas', 3, 'gas', 115.78, 119.93, 0.00375, 1898, [2, 0]],
]

export const period4 = toRecords(4, rows)
