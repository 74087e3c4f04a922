import { type Row, toRecords } from './record'

const first: Row[] = [
  [1, 'H', 'Hydrogen', 1.008, 1, 's', 'nonmetal', 2.2, 'gas', 13.99, 20.27, 0.00008988, 1766, [1, -1]],
  [2, 'He', 'Helium', 4.0026, 18, 's', 'noble-gas', null, 'gas', null, 4.22, 0.0001785, 1868, [0]],
]

const second: Row[] = [
  [3, 'Li', 'Lithium', 6.94, 1, 's', 'alkali', 0.98, 'solid', 453.65, 1603, 0.534, 1817, [1]],
  [4, 'Be', 'Beryllium', 9.0122, 2, 's', 'alkaline-earth', 1.57, 'solid', 1560, 2742, 1.85, 1798, [2]],
  [5, 'B', 'Boron', 10.81, 13, 'p', 'metalloid', 2.04, 'solid', 2349, 4200, 2.34, 1808, [3]],
  [6, 'C', 'Carbon', 12.011, 14, 'p', 'nonmetal', 2.55, 'solid', null, null, 2.267, null, [4, 2, -4]],
  [7, 'N', 'Nitrogen', 14.007, 15, 'p', 'nonmetal', 3.04, 'gas', 63.15, 77.36, 0.0012506, 1772, [5, 3, -3]],
  [8, 'O', 'Oxygen', 15.999, 16, 'p', 'nonmetal', 3.44, 'gas', 54.36, 90.19, 0.001429, 1774, [-2, -1]],
  [9, 'F', 'Fluorine', 18.998, 17, 'p', 'halogen', 3.98, 'gas', 53.48, 85.03, 0.001696, 1886, [-1]],
  [10, 'Ne', 'Neon', 20.18, 18, 'p', 'noble-gas', null, 'gas', 24.56, 27.1, 0.0008999, 1898, [0]],
]

const third: Row[] = [
  [11, 'Na', 'Sodium', 22.99, 1, 's', 'alkali', 0.93, 'solid', 370.94, 1156.1, 0.968, 1807, [1]],
  [12, 'Mg', 'Magnesium', 24.305, 2, 's', 'alkaline-earth', 1.31, 'solid', 923, 1363, 1.738, 1755, [2]],
  [13, 'Al', 'Aluminium', 26.982, 13, 'p', 'post-transition', 1.61, 'solid', 933.47, 2743, 2.7, 1825, [3]],
  [14, 'Si', 'Silicon', 28.085, 14, 'p', 'metalloid', 1.9, 'solid', 1687, 3538, 2.329, 1824, [4, -4]],
  [15, 'P', 'Phosphorus', 30.974, 15, 'p', 'nonmetal', 2.19, 'solid', 317.3, 553.7, 1.823, 1669, [5, 3, -3]],
  [16, 'S', 'Sulfur', 32.06, 16, 'p', 'nonmetal', 2.58, 'solid', 388.36, 717.8, 2.07, null, [6, 4, -2]],
  [17, 'Cl', 'Chlorine', 35.45, 17, 'p', 'halogen', 3.16, 'gas', 171.6, 239.11, 0.0032, 1774, [7, 5, 1, -1]],
  [18, 'Ar', 'Argon', 39.95, 18, 'p', 'noble-gas', null, 'gas', 83.81, 87.3, 0.001784, 1894, [0]],
]

export const shortPeriods = [...toRecords(1, first), ...toRecords(2, second), ...toRecords(3, third)]
