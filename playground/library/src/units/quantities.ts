import type { Quantity } from './types'

export const temperature: Quantity = {
  id: 'temperature',
  label: 'Temperature',
  base: 'K',
  units: [
    { id: 'K', label: 'kelvin', factor: 1 },
    { id: '°C', label: 'degree Celsius', factor: 1, offset: 273.15 },
    { id: '°F', label: 'degree Fahrenheit', factor: 5 / 9, offset: 255.3722222222222 },
    { id: '°R', label: 'degree Rankine', factor: 5 / 9 },
  ],
}

export const pressure: Quantity = {
  id: 'pressure',
  label: 'Pressure',
  base: 'Pa',
  units: [
    { id: 'Pa', label: 'pascal', factor: 1 },
    { id: 'kPa', label: 'kilopascal', factor: 1000 },
    { id: 'bar', label: 'bar', factor: 100000 },
    { id: 'atm', label: 'standard atmosphere', factor: 101325 },
    { id: 'Torr', label: 'torr', factor: 101325 / 760 },
    { id: 'psi', label: 'pound per square inch', factor: 6894.757293168 },
  ],
}

export const energy: Quantity = {
  id: 'energy',
  label: 'Energy',
  base: 'J',
  units: [
    { id: 'J', label: 'joule', factor: 1 },
    { id: 'kJ', label: 'kilojoule', factor: 1000 },
    { id: 'cal', label: 'thermochemical calorie', factor: 4.184 },
    { id: 'kcal', label: 'kilocalorie', factor: 4184 },
    { id: 'eV', label: 'electronvolt', factor: 1.602176634e-19 },
    { id: 'kWh', label: 'kilowatt hour', factor: 3.6e6 },
  ],
}

export const volume: Quantity = {
  id: 'volume',
  label: 'Volume',
  base: 'm³',
  units: [
    { id: 'm³', label: 'cubic metre', factor: 1 },
    { id: 'L', label: 'litre', factor: 1e-3 },
    { id: 'mL', label: 'millilitre', factor: 1e-6 },
    { id: 'µL', label: 'microlitre', factor: 1e-9 },
    { id: 'gal', label: 'US gallon', factor: 3.785411784e-3 },
  ],
}

export const length: Quantity = {
  id: 'length',
  label: 'Length',
  base: 'm',
  units: [
    { id: 'm', label: 'metre', factor: 1 },
    { id: 'cm', label: 'centimetre', factor: 1e-2 },
    { id: 'nm', label: 'nanometre', factor: 1e-9 },
    { id: 'Å', label: 'ångström', factor: 1e-10 },
    { id: 'pm', label: 'picometre', factor: 1e-12 },
  ],
}

export const quantities: readonly Quantity[] = [temperature, pressure, energy, volume, length]
