import inspector from 'node:inspector'
import { type ClosureReader, describeValue, isPatchedMethod } from '@rekindle/core'
import { isOfConfig, mentionedVariables, toldOfConfig } from './config-functions.ts'
import { nameModules } from './installed-modules.ts'
import { isRunning } from './running-value.ts'
import { namesVariable, variablePattern } from './variable-name.ts'

/** Scopes that hold what a function was made with; module scopes but the config's own, and the global one, are in the toolchain. */
const OWN_SCOPE: RegExp = /^(?:Closure|Block|Catch)\b/
const MODULE_SCOPE: RegExp = /^Module\b/
const OWN_OR_MODULE_SCOPE: RegExp = /^(?:Closure|Block|Catch|Module|Script)\b/
/** What only a CommonJS module's wrapper has among its variables: that scope is a whole module. */
const MODULE_WRAPPER = ['module', 'exports', 'require']
/**
 * A scope with more variables than this is a whole module too, such as one that is wrapped into a function to be loaded anywhere:
 * no factory of a plugin has so many. What is in it, its source tells, and that is in the toolchain.
 */
const MAX_VARIABLES_OF_FACTORY = 200
/** Names that only modules inside the runtime have among their variables. */
const RUNTIME_INTERNAL: RegExp =
  /^(?:primordials|internalBinding|kEmptyObject|(?:Array|Function|String|Object|Promise|Reflect|Safe|Symbol|TypedArray|RegExp)(?:Prototype)?[A-Z]\w+)$/
interface RemoteObject {
  readonly objectId?: string
  readonly description?: string
}
interface RemoteProperty {
  readonly name: string
  readonly value?: RemoteObject
}
interface RemoteProperties {
  readonly result: readonly RemoteProperty[]
  readonly internalProperties?: readonly RemoteProperty[]
}

/** Sources of all that may change a plugin's variables. */
export interface ChangingSources {
  /** What runs before the first module does. */
  readonly configuring: readonly string[]
  readonly running: readonly string[]
}

const UNCHANGED: ChangingSources = { configuring: [], running: [] }

/**
 * Reads what functions close over through the runtime's own inspector: the options that a plugin's factory was
 * called with are visible nowhere else. Variables that the sources or the functions beside them
 * change are state rather than options and are left out, but for plain values that only the configuration changes: an option
 * that it completes is settled then. `'nothing-ran'` says that all variables still are what they were made with. Where there is
 * no inspector, every function gives nothing.
 */
export function withClosures<Result>(
  sources: ChangingSources | 'nothing-ran',
  use: (closureOf: ClosureReader) => Result,
): Result {
  return withInspector((session) => {
    if (session === null) {
      return use(() => ({}))
    }
    return use((value) => {
      const variables = isPatchedMethod(value) ? [] : Object.entries(readClosure(session, value))
      const functions = [value, ...variables.map(([, inner]) => inner)].filter(
        (inner) => typeof inner === 'function',
      )
      const { configuring, running } = sources === 'nothing-ran' ? UNCHANGED : sources
      const changing = sources === 'nothing-ran' ? [] : functions.map(String)
      const later = [...running, ...changing].join('\n')
      const earlier = configuring.join('\n')
      const isOption = ([name, inner]: readonly [string, unknown]): boolean =>
        !isState(name, later) && (isPlain(inner) || (!isState(name, earlier) && !isRunning(inner)))
      return Object.fromEntries(variables.filter(isOption))
    })
  })
}

/**
 * What a plugin is, as `describeValue` tells it before any of its code runs, and apart from that the data that the config's functions in
 * it close over. `stateSource` is of code that changes variables: what it changes is left out there.
 */
export function describeWithConfig(
  parts: unknown,
  stateSource: string,
): { readonly description: string; readonly ofConfig: string } {
  return withClosures('nothing-ran', (closureOf) => {
    const found: unknown[] = []
    const description = describeValue(parts, (value) => {
      const variables = closureOf(value)
      if (isOfConfig(value)) {
        const state = `${stateSource}\n${value}`
        found.push(
          Object.entries(variables)
            .filter(([name]) => !isState(name, state))
            .map(([name, inner]) => [name, toldOfConfig(inner)]),
        )
      }
      return variables
    })
    return { description, ofConfig: describeValue(found) }
  })
}

/**
 * The name of a variable in which functions keep something from call to call, their module's included; null: none is seen.
 * Only what `sources` and the functions that these close over do themselves is seen, not what functions of
 * other modules do.
 */
export function stateVariable(functions: readonly object[], sources: readonly string[]): string | null {
  const names = stateVariables(functions, sources)
  return names === null ? 'unknown: there is no inspector' : (names[0] ?? null)
}

/** All such variables; null: there is no inspector to find them. */
export function stateVariables(
  functions: readonly object[],
  sources: readonly string[],
): readonly string[] | null {
  return withInspector((session) => {
    if (session === null) {
      return null
    }
    const names = functions
      .filter((one) => !isPatchedMethod(one))
      .flatMap((value) => {
        const variables = Object.entries(readClosure(session, value, true))
        const inner = variables.map(([, variable]) => variable).filter((one) => typeof one === 'function')
        const text = [...sources, value, ...inner].map(String).join('\n')
        return variables.map(([name]) => name).filter((name) => isState(name, text))
      })
    return [...new Set(names)]
  })
}

/** Objects in the variables that a function, or a function that it closes over, mentions; its module's included. Null: there is no inspector. */
export function closedOverObjects(handler: object): readonly object[] | null {
  return withInspector((session) => {
    if (session === null) {
      return null
    }
    const variables = Object.entries(readClosure(session, handler, true))
    const functions = variables.map(([, value]) => value).filter((value) => typeof value === 'function')
    const text = [handler, ...functions].map(String).join('\n')
    return variables.flatMap(([name, value]) => {
      const isObject = typeof value === 'object' && value !== null && !isRunning(value)
      return isObject && namesVariable(text, name) ? [value] : []
    })
  })
}

/** Whether there is an inspector, so that options can be seen which functions close over. */
export function canReadClosures(): boolean {
  return withInspector((session) => session !== null)
}

/** Lets `use` look into functions by the runtime's inspector; null: there is none. */
function withInspector<Result>(use: (session: inspector.Session | null) => Result): Result {
  const session = connectedSession()
  try {
    return use(session)
  } finally {
    session?.disconnect()
  }
}

function connectedSession(): inspector.Session | null {
  try {
    const session = new inspector.Session()
    session.connect()
    return session
  } catch {
    return null
  }
}

/** Where the inspector finds values of ours, and leaves its own for us. */
const exchange = globalThis as { rekindleExchange?: unknown }

function readClosure(
  session: inspector.Session,
  value: unknown,
  withModule = false,
): Readonly<Record<string, unknown>> {
  const variables: Record<string, unknown> = {}
  try {
    exchange.rekindleExchange = value
    const reference = post<{ result: RemoteObject }>(session, 'Runtime.evaluate', {
      expression: 'globalThis.rekindleExchange',
    }).result
    const scopes = propertiesOf(session, reference).internalProperties?.find(
      ({ name }) => name === '[[Scopes]]',
    )
    const all = scopes?.value === undefined ? [] : propertiesOf(session, scopes.value).result
    const outermost = outermostOf(all)
    for (const { value: scope } of all) {
      if (
        scope !== undefined &&
        (withModule ? OWN_OR_MODULE_SCOPE : OWN_SCOPE).test(scope.description ?? '')
      ) {
        const found = objectOf(session, scope)
        const names = Object.keys(found)
        if (names.some((name) => RUNTIME_INTERNAL.test(name))) {
          return {}
        }
        if (withModule || !isModule(names)) {
          // Where no variable of the wrapper is used, a whole module is not to be told from a function.
          const named = scope === outermost ? nameModules(found) : found
          // Scopes come from the innermost outwards; an inner variable hides an outer one.
          Object.assign(variables, { ...named, ...variables })
        }
      } else if (scope !== undefined && MODULE_SCOPE.test(scope.description ?? '') && isOfConfig(value)) {
        Object.assign(variables, { ...mentionedVariables(value, objectOf(session, scope)), ...variables })
      }
    }
  } catch {
    // Not to be looked into: its source has to do.
  } finally {
    delete exchange.rekindleExchange
  }
  return variables
}

/** The variables in a scope. */
function objectOf(session: inspector.Session, scope: RemoteObject): Readonly<Record<string, unknown>> {
  post(session, 'Runtime.callFunctionOn', {
    objectId: scope.objectId,
    functionDeclaration: 'function () { globalThis.rekindleExchange = this.object }',
  })
  return exchange.rekindleExchange as Record<string, unknown>
}

function isModule(names: readonly string[]): boolean {
  return names.length > MAX_VARIABLES_OF_FACTORY || MODULE_WRAPPER.every((name) => names.includes(name))
}

/** The outermost scope of a function that isn't of an ES module: it may be that of its CommonJS module. */
function outermostOf(scopes: readonly RemoteProperty[]): RemoteObject | undefined {
  const descriptions = scopes.map(({ value }) => value?.description ?? '')
  return descriptions.some((description) => MODULE_SCOPE.test(description))
    ? undefined
    : scopes[descriptions.findLastIndex((description) => OWN_SCOPE.test(description))]?.value
}

function propertiesOf(session: inspector.Session, object: RemoteObject): RemoteProperties {
  return post(session, 'Runtime.getProperties', { objectId: object.objectId, ownProperties: true })
}

/** Commands of a session on its own thread are answered before `post` returns. */
function post<Answer>(session: inspector.Session, method: string, parameters: object): Answer {
  let answer: Answer | null = null
  let failure: Error | null = null
  session.post(method, parameters, (error: Error | null, result?: object) => {
    failure = error
    answer = (result ?? null) as Answer | null
  })
  if (failure !== null || answer === null) {
    throw failure ?? new TypeError(`${method} was not answered at once`)
  }
  return answer
}

/** Whether a hook assigns to the variable, to something in it, or fills it. */
function isState(name: string, sources: string): boolean {
  if (sources === '') {
    return false
  }
  const place = `${variablePattern(name)}(?:\\??\\.[\\w$]+|\\[[^\\]\\n]*\\])*`
  const isAssigned = new RegExp(`${place}\\s*(?:[-+*/%&|^]|\\*\\*|<<|>>>?|&&|\\|\\||\\?\\?)?=(?![=>])`)
  const isStepped = new RegExp(`(?:\\+\\+|--)\\s*${place}|${place}\\s*(?:\\+\\+|--)`)
  const isFilled = new RegExp(`${place}\\??\\.(?:push|unshift|set|add|delete|clear|pop|shift|splice)\\s*\\(`)
  return [isAssigned, isStepped, isFilled].some((pattern) => pattern.test(sources))
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
