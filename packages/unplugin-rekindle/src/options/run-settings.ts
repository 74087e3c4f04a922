/** What `rekindle verify`, `warm` and `bench` tell the plugin in the build that they run. */
export interface RunSettings {
  readonly verify?: true
  readonly enabled?: false
  /** Absolute path, in place of the option. */
  readonly cacheDir?: string
  /** File to which each build is added as a line of a diary. */
  readonly diary?: string
}

const VARIABLE = 'REKINDLE_RUN'

/** Where the settings are for all copies of this package in the process. */
const place: unique symbol = Symbol.for('rekindle.run') as never

/**
 * What the command line wants of this process. The variable is taken away when it is read: a hook that lists the environment must
 * see the same as in any other build.
 */
export function runSettings(): RunSettings {
  const holder = globalThis as { [place]?: RunSettings }
  holder[place] ??= takeSettings()
  return holder[place]
}

function takeSettings(): RunSettings {
  const text = process.env[VARIABLE]
  if (text === undefined) {
    return {}
  }
  delete process.env[VARIABLE]
  try {
    const settings: unknown = JSON.parse(text)
    return typeof settings === 'object' && settings !== null ? settings : {}
  } catch {
    return {}
  }
}
