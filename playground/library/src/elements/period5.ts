import { type Row, toRecords } from './record'

const rows: Row[] = [
  [37, 'Rb', 'Rubidium', 85.468, 1, 's', 'alkali', 0.82, 'solid', 312.45, 961, 1.532, 1861, [1]],
  [38, 'Sr', 'Strontium', 87.62, 2, 's', 'alkaline-earth', 0.95, 'solid', 1050, 1650, 2.64, 1790, [2]],
  [39, 'Y', 'Yttrium', 88.906, 3, 'd', 'transition', 1.22, 'solid', 1799, 3203, 4.472, 1794, [3]],
  [40, 'Zr', 'Zirconium', 91.224, 4, 'd', 'transition', 1.33, 'solid', 2128, 4650, 6.52, 1789, [4]],
  [41, 'Nb', 'Niobium', 92.906, 5, 'd', 'transition', 1.6, 'solid', 2750, 5017, 8.57, 1801, [5, 3]],
  [42, 'Mo', 'Molybdenum', 95.95, 6, 'd', 'transition', 2.16, 'solid', 2896, 4912, 10.28, 1778, [6, 4]],
  [43, 'Tc', 'Technetium', 97, 7, 'd', 'transition', 1.9, 'solid', 2430, 4538, 11.5, 1937, [7, 4]],
  [44, 'Ru', 'Ruthenium', 101.07, 8, 'd', 'transition', 2.2, 'solid', 2607, 4423, 12.45, 1844, [4, 3]],
  [45, 'Rh', 'Rhodium', 102.91, 9, 'd', 'transition', 2.28, 'solid', 2237, 3968, 12.41, 1804, [3, 1]],
  [46, 'Pd', 'Palladium', 106.42, 10, 'd', 'transition', 2.2, 'solid', 1828.05, 3236, 12.02, 1802, [4, 2]],
  [47, 'Ag', 'Silver', 107.87, 11, 'd', 'transition', 1.93, 'solid', 1234.93, 2435, 10.49, null, [1]],
  [48, 'Cd', 'Cadmium', 112.41, 12, 'd', 'transition', 1.69, 'solid', 594.22, 1040, 8.65, 1817, [2]],
  [49, 'In', 'Indium', 114.82, 13, 'p', 'post-transition', 1.78, 'solid', 429.75, 2345, 7.31, 1863, [3, 1]],
  [50, 'Sn', 'Tin', 118.71, 14, 'p', 'post-transition', 1.96, 'solid', 505.08, 2875, 7.31, null, [4, 2]],
  [51, 'Sb', 'Antimony', 121.76, 15, 'p', 'metalloid', 2.05, 'solid', 903.78, 1908, 6.697, null, [5, 3, -3]],
  [52, 'Te', 'Tellurium', 127.6, 16, 'p', 'metalloid', 2.1, 'solid', 722.66, 1261, 6.24, 1782, [6, 4, -2]],
  [53, 'I', 'Iodine', 126.9, 17, 'p', 'halogen', 2.66, 'solid', 386.85, 457.4, 4.933, 1811, [7, 5, 1, -1]],
  [54, 'Xe', 'Xenon', 131.29, 18, 'p', 'noble-gas', 2.6, 'gas', 161.4, 165.05, 0.005894, 1898, [6, 4, 2, 0]],
]

export const period5 = toRecords(5, rows)
