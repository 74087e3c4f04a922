/**
 * Copied to where the packages of the peers are, so that names are looked up there, as `import` does it: what `require` finds may be
 * another build of a package.
 *
 * @param {string} specifier
 * @returns {Promise<any>}
 */
export const loadPackage = (specifier) => import(specifier)
