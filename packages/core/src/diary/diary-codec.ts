import { crc32 } from 'node:zlib'
import type { CacheKey } from '../key/cache-key.ts'
import type { Decision, DiaryBuild, DiaryCall, DiaryPlugin } from './diary.ts'

/** Version of a line; lines of other versions are passed over. */
const FORMAT = 1

const DECISIONS: ReadonlySet<string> = new Set<Decision['kind']>([
  'hit',
  'miss',
  'uncacheable',
  'failed',
  'bypassed',
  'audited',
])

/** Number of the plugin, hook, environment, module and decision in the lists of the line, then ms and key. */
type Row = readonly [number, number, number, number, number, number | null, CacheKey]

interface Line extends Omit<DiaryBuild, 'calls'> {
  readonly format: number
  /** Lists of texts in the order of a row; decisions are JSON. */
  readonly names: readonly (readonly string[])[]
  readonly rows: readonly Row[]
}

/** A build as a line of a diary: its checksum, a space, JSON, a line feed. */
export function encodeDiaryBuild({ calls, ...build }: DiaryBuild): string {
  const lists = Array.from({ length: 5 }, () => new Map<string, number>())
  const numberOf = (list: number, text: string): number => {
    const known = lists[list] as Map<string, number>
    let number = known.get(text)
    if (number === undefined) {
      number = known.size
      known.set(text, number)
    }
    return number
  }
  // Most calls share one decision, the hit.
  const decisionToNumber = new Map<Decision, number>()
  const numberOfDecision = (decision: Decision): number => {
    const number = decisionToNumber.get(decision) ?? numberOf(4, JSON.stringify(decision))
    decisionToNumber.set(decision, number)
    return number
  }
  const rows = calls.map(
    ({ plugin, hook, environment, id, decision, milliseconds, key }): Row => [
      numberOf(0, plugin),
      numberOf(1, hook),
      numberOf(2, environment),
      numberOf(3, id),
      numberOfDecision(decision),
      milliseconds,
      key,
    ],
  )
  const line: Line = { format: FORMAT, ...build, names: lists.map((list) => [...list.keys()]), rows }
  const text = JSON.stringify(line)
  return `${checksumOf(text)} ${text}\n`
}

/** What is in a line: a build, nothing for this version, or damage. */
export type DecodedLine =
  | { readonly kind: 'build'; readonly build: DiaryBuild }
  | { readonly kind: 'foreign' | 'damaged' }

export function decodeDiaryLine(text: string): DecodedLine {
  const json = text.slice(9)
  if (text.slice(0, 9) !== `${checksumOf(json)} `) {
    return { kind: 'damaged' }
  }
  try {
    const { format, names, rows, ...build } = JSON.parse(json) as Line
    if (format !== FORMAT) {
      return { kind: 'foreign' }
    }
    const [plugins = [], hooks = [], environments = [], modules = [], decisions = []] = names
    const parsed = decisions.map((decision) => JSON.parse(decision) as Decision)
    const calls = rows.map(([plugin, hook, environment, id, decision, milliseconds, key]): DiaryCall => {
      const call = {
        plugin: plugins[plugin],
        hook: hooks[hook] as DiaryCall['hook'] | undefined,
        environment: environments[environment],
        id: modules[id],
        decision: parsed[decision],
      }
      if (!isWhole(call)) {
        throw new TypeError('A row names what is not in its line')
      }
      return { ...call, milliseconds, key }
    })
    return isBuild(build) ? { kind: 'build', build: { ...build, calls } } : { kind: 'damaged' }
  } catch {
    return { kind: 'damaged' }
  }
}

type Named = Omit<DiaryCall, 'milliseconds' | 'key'>

function isWhole(call: { readonly [Name in keyof Named]: Named[Name] | undefined }): call is Named {
  return Object.values(call).every((value) => value !== undefined) && DECISIONS.has(call.decision?.kind ?? '')
}

function isBuild(value: Partial<Omit<DiaryBuild, 'calls'>>): value is Omit<DiaryBuild, 'calls'> {
  const numbers = [value.startedAt, value.milliseconds, value.processId, value.restoringMilliseconds]
  const { root, plugins } = value
  return (
    typeof root === 'string' &&
    numbers.every((number) => typeof number === 'number') &&
    Array.isArray(plugins) &&
    plugins.every((plugin: Partial<DiaryPlugin> | null) => typeof plugin?.plugin === 'string')
  )
}

function checksumOf(text: string): string {
  return crc32(text).toString(16).padStart(8, '0')
}
