import { viteBundler } from '../../kit/in-process/compare-builds.ts'
import { edits, testZoo } from './zoo/habitat.ts'
import { zoo } from './zoo/zoo.ts'

// Vite takes longer, and what is left out here is the same on Rollup.
testZoo(viteBundler, zoo, edits.slice(0, 2))
