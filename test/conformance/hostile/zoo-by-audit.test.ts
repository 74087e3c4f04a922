import { describe, it } from 'vitest'
import { bundlers } from '../../kit/in-process/compare-builds.ts'
import { expectLeftAlone } from './zoo/habitat.ts'
import { zooByAudit } from './zoo-by-audit.ts'

describe.each(bundlers)('on $name', (bundler) => {
  it.each(zooByAudit.map((animal) => [animal.behaviour, animal] as const))(
    'a plugin that %s runs for each module unless it is opted in',
    async (_behaviour, animal) => {
      await expectLeftAlone(bundler, animal)
    },
  )
})
