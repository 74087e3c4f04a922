/** Number of modules in a generated app. */
export const appSizes = { small: 50, medium: 500, large: 2000 }
