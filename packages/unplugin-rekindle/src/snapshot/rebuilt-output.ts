import type { Bundle } from './running-bundler.ts'

/**
 * Makes an output after all that wasn't recorded: a build of its own with the options as they were given, whose result takes the
 * place of the restored one. Its plugins' `options` hooks have run already.
 */
export async function rebuildOutput(
  bundleWith: Bundle,
  inputOptions: object,
  plugins: readonly object[],
  output: object,
  isWrite: boolean,
): Promise<readonly object[]> {
  const bundle = await bundleWith({ ...inputOptions, plugins: plugins.map(withoutOptionsHook) })
  try {
    const made = isWrite ? await bundle.write(output) : await bundle.generate(output)
    return made.output
  } finally {
    await bundle.close()
  }
}

function withoutOptionsHook(plugin: object): object {
  return Reflect.get(plugin, 'options') === undefined
    ? plugin
    : (Object.create(plugin, { options: { value: undefined } }) as object)
}
