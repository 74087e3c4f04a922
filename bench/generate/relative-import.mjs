/**
 * @param {import('./plan-modules.mjs').ModulePlan} from
 * @param {import('./plan-modules.mjs').ModulePlan} to
 * @param {string} [extension]
 */
export function relativeImport(from, to, extension = '') {
  const folder = from.folder === to.folder ? '.' : `../${to.folder.slice(to.folder.indexOf('/') + 1)}`
  return `${folder}/${to.name}${extension}`
}
