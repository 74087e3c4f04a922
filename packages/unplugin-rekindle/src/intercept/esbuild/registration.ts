import vm from 'node:vm'

type Register<Args extends unknown[]> = (...args: Args) => void

/**
 * Makes a function that calls `own` with what `adapt` makes of its arguments.
 *
 * Esbuild says of an error where its callback was registered: by the first file on the stack that it can read. This
 * function is of no file, so that the one found is the plugin's, as without us.
 */
export function registration<Args extends unknown[]>(
  own: Register<Args>,
  adapt: (args: Args) => Args,
): Register<Args> {
  return makeRegistration(own, adapt) as Register<Args>
}

const makeRegistration = vm.compileFunction('return (...args) => own(...adapt(args))', ['own', 'adapt'], {
  filename: 'rekindle:registration',
}) as (own: unknown, adapt: unknown) => unknown
