import type { Animal } from './animal.ts'
import { animalsOfChance } from './chance.ts'
import { animalsOfHooks } from './hooks.ts'
import { animalsOfSurroundings } from './surroundings.ts'

export const zoo: readonly Animal[] = [...animalsOfChance, ...animalsOfHooks, ...animalsOfSurroundings]
