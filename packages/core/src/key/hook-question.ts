import { addressOf, type CacheKey, encodeKeyPart } from './cache-key.ts'
import type { ProjectRoot } from './project-root.ts'

/** Raised whenever the meaning of a key or of a stored entry changes. */
const KEY_FORMAT_VERSION = '5'

/** Everything that one hook call is a function of, as far as it is known before the hook runs. */
export interface HookQuestion {
  /** Fingerprint of the tools: config, packages, bundler, Node, mode, command. */
  readonly toolchain: string
  /** Text from the `key` option of the user. */
  readonly userKey: string
  /** Which plugin asks, in words; what it is, `plugin` says. */
  readonly asker: string
  /** Fingerprint of the plugin: name, position among its namesakes, shape of its hooks, exposed options. */
  readonly plugin: string
  readonly hook: 'load' | 'transform' | 'renderChunk' | 'resolveId'
  /**
   * Name and kind of the environment ("client", "ssr"); empty where the bundler has none, and where it is an input of those
   * results that look at it.
   */
  readonly environment: string
  /**
   * The module id as the bundler gave it; of `renderChunk` the path of the chunk, which says who asks and is no part of the key:
   * the names that the hook looks at are inputs.
   */
  readonly id: string
  /** The code received; null for `load`. */
  readonly code: string | null
  /** The hook's options argument (ssr, attributes, moduleType), as canonical JSON. */
  readonly options: string
  /** Key of the call that filled the plugin's memory with what this call reads there; empty: none is known to. */
  readonly memory: string
  /** True when the plugin's results may serve another folder; otherwise the root enters the key. */
  readonly isPortable: boolean
}

type PartOf = (question: HookQuestion, root: ProjectRoot) => string

/** Every field says how it enters the key, or that it doesn't. A new field does not compile until it stands here. */
const PARTS: { readonly [Field in keyof Required<HookQuestion>]: PartOf | 'out' } = {
  asker: 'out',
  toolchain: (question) => question.toolchain,
  userKey: (question) => question.userKey,
  plugin: (question) => question.plugin,
  hook: (question) => question.hook,
  environment: (question) => question.environment,
  id: (question, root) => (question.hook === 'renderChunk' ? '' : root.keyForm(question.id)),
  code: (question, root) => (question.code === null ? '' : root.keyForm(question.code)),
  options: (question, root) => root.keyForm(question.options),
  memory: (question) => question.memory,
  isPortable: (question, root) => (question.isPortable ? '' : root.directory),
}

interface KeyField {
  readonly name: string
  readonly partOf: PartOf
}

const FIELDS = Object.entries(PARTS).flatMap(([name, partOf]): KeyField[] =>
  partOf === 'out' ? [] : [{ name, partOf }],
)
const FORMAT = encodeKeyPart('format', KEY_FORMAT_VERSION)

/** Computes the keys of one project's questions. */
export class Questioner {
  readonly #root: ProjectRoot

  constructor(root: ProjectRoot) {
    this.#root = root
  }

  /** The address of a question; equal questions, and only they, have equal addresses. */
  keyOf(question: HookQuestion): CacheKey {
    let parts = FORMAT + encodeKeyPart('receives code', question.code === null ? 'no' : 'yes')
    for (const field of FIELDS) {
      parts += encodeKeyPart(field.name, field.partOf(question, this.#root))
    }
    return addressOf(parts)
  }
}
