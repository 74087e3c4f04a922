/** What doesn't stand before a variable: the rest of a longer name, or the dot of a member. Three dots spread a variable. */
const NO_MEMBER = '(?<![\\w$]|(?<!\\.\\.)\\.)'

/** A pattern, to be part of others, for where code names a variable, and not a member of the same name. */
export function variablePattern(name: string): string {
  return `${NO_MEMBER}${name.replaceAll('$', '\\$')}(?![\\w$])`
}

/** Whether code names the variable. */
export function namesVariable(source: string, name: string): boolean {
  return new RegExp(variablePattern(name)).test(source)
}
