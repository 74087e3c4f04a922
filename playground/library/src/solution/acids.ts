export interface Acid {
  name: string
  formula: string
  /** First acid constant as pKa; strong acids have a negative one. */
  pka: number
}

export const acids: readonly Acid[] = [
  { name: 'Hydrochloric acid', formula: 'HCl', pka: -6 },
  { name: 'Nitric acid', formula: 'HNO3', pka: -1.4 },
  { name: 'Phosphoric acid', formula: 'H3PO4', pka: 2.15 },
  { name: 'Hydrofluoric acid', formula: 'HF', pka: 3.17 },
  { name: 'Formic acid', formula: 'HCOOH', pka: 3.75 },
  { name: 'Benzoic acid', formula: 'C6H5COOH', pka: 4.2 },
  { name: 'Acetic acid', formula: 'CH3COOH', pka: 4.76 },
  { name: 'Carbonic acid', formula: 'H2CO3', pka: 6.35 },
  { name: 'Ammonium ion', formula: 'NH4^+', pka: 9.25 },
  { name: 'Phenol', formula: 'C6H5OH', pka: 9.99 },
]
