import { rollupBundler } from '../../kit/in-process/compare-builds.ts'
import { edits, testZoo } from './zoo/habitat.ts'
import { zoo } from './zoo/zoo.ts'

testZoo(rollupBundler, zoo, edits)
