import { evaluateApart, type HookCalls } from '../../../kit/in-process/define-plugin.ts'
import { type Animal, apart } from './animal.ts'

/** Plugins that play with the process and what is around it. */
export const animalsOfSurroundings: readonly Animal[] = [
  ...apart([
    {
      behaviour: 'keeps state in a file outside of the root',
      optedIn: { reason: 'fs.writeFile' },
      isRepeatable: false,
      make: (calls, root) => [
        {
          name: 'hostile',
          transform(code: string, id: string) {
            calls.push(id)
            const fs = process.getBuiltinModule('node:fs')
            const file = `${root}-state.txt`
            const count = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) + 1 : 0
            fs.writeFileSync(file, String(count))
            return { code: `${code}\nglobalThis.mark = ${count}\n`, map: null }
          },
          buildEnd: () => undefined,
        },
      ],
    },
    {
      behaviour: 'replaces functions of node:fs',
      optedIn: { reason: 'functions of node:fs that somebody has replaced' },
      make: (calls, root) => [
        {
          name: 'hostile',
          transform(code: string, id: string) {
            calls.push(id)
            const fs = process.getBuiltinModule('node:fs')
            const { readFileSync } = fs
            fs.readFileSync = ((file: string, options: 'utf8') =>
              file === `${root}/virtual.txt` ? 'virtual' : readFileSync(file, options)) as typeof readFileSync
            return {
              code: `${code}\nglobalThis.mark = '${fs.readFileSync(`${root}/virtual.txt`, 'utf8')}'\n`,
              map: null,
            }
          },
        },
      ],
    },
    {
      behaviour: 'runs a process',
      optedIn: { reason: 'child_process.execFileSync' },
      make: (calls) => [
        {
          name: 'hostile',
          transform(code: string, id: string) {
            calls.push(id)
            const { execFileSync } = process.getBuiltinModule('node:child_process')
            const found = id.endsWith('main.js')
              ? execFileSync('/bin/sh', ['-c', 'echo 1'], { encoding: 'utf8' })
              : '0'
            return { code: `${code}\nglobalThis.mark = ${found}\n`, map: null }
          },
        },
      ],
    },
    {
      behaviour: 'sets the exit code',
      optedIn: { reason: 'process.exitCode' },
      make: (calls) => [
        {
          name: 'hostile',
          transform(code: string, id: string) {
            calls.push(id)
            process.exitCode = Number(process.exitCode ?? 0) + 1
            return { code: `${code}\nglobalThis.mark = 1\n`, map: null }
          },
        },
      ],
    },
    {
      behaviour: 'changes an environment variable',
      optedIn: { reason: 'process.env assignment' },
      make: (calls) => [
        {
          name: 'hostile',
          transform(code: string, id: string) {
            calls.push(id)
            process.env['REKINDLE_TEST_ZOO'] = `${process.env['REKINDLE_TEST_ZOO'] ?? ''}x`
            return { code: `${code}\nglobalThis.mark = 1\n`, map: null }
          },
          buildEnd() {
            delete process.env['REKINDLE_TEST_ZOO']
          },
        },
      ],
    },
    {
      behaviour: 'changes the working directory',
      optedIn: { reason: 'process.chdir' },
      make: (calls, root) => [
        {
          name: 'hostile',
          transform(code: string, id: string) {
            calls.push(id)
            process.chdir(process.cwd() === root ? '/' : root)
            return { code: `${code}\nglobalThis.mark = '${process.cwd().replace(root, '')}'\n`, map: null }
          },
          buildEnd() {
            process.chdir(root)
          },
        },
      ],
    },
  ] satisfies Animal[]),
  ...(['http.get', 'fetch'] as const).map(
    (way): Animal => ({
      behaviour: `asks a server by ${way}`,
      optedIn: { reason: 'net.connect' },
      make: evaluateApart((by: string) => (calls: HookCalls) => {
        const http = process.getBuiltinModule('node:http')
        const ways: Record<string, (port: number) => Promise<string>> = {
          fetch: async (port) => (await fetch(`http://127.0.0.1:${port}/`)).text(),
          'http.get': (port) =>
            new Promise((resolve) => {
              http.get(`http://127.0.0.1:${port}/`, (answer) => {
                answer.setEncoding('utf8').on('data', resolve)
              })
            }),
        }
        return [
          {
            name: 'hostile',
            async transform(code: string, id: string) {
              calls.push(id)
              const server = http.createServer((_request, response) => response.end('answer'))
              const port = await new Promise<number>((resolve) => {
                server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port))
              })
              const found = await ways[by]?.(port)
              server.closeAllConnections()
              server.close()
              return { code: `${code}\nglobalThis.mark = '${found}'\n`, map: null }
            },
          },
        ]
      })(way),
    }),
  ),
]
