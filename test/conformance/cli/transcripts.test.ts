import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { runNode } from '../../kit/process/run-node.ts'

const workspace = fileURLToPath(new URL('../../../', import.meta.url))

test('the transcripts in docs/cli.md are what the command line prints', async () => {
  const { code, printed } = await runNode(workspace, ['scripts/cli-transcripts.mjs', '--check'], {})
  expect([code, printed]).toEqual([0, 'The transcripts in docs/cli.md are true.\n'])
})
