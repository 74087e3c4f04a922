/** Ids of the modules that the error of a build speaks of; bundlers may give several errors as one. */
export function modulesOfFailure(error: unknown): readonly string[] {
  const { errors } = fieldsOf(error)
  const all = [error, ...(Array.isArray(errors) ? (errors as readonly unknown[]) : [])]
  const ids = all.flatMap((one) => {
    const { id, loc } = fieldsOf(one)
    return [id, fieldsOf(loc)['file']]
  })
  return [...new Set(ids.filter((id) => typeof id === 'string'))]
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
}
