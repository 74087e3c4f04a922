/**
 * Version of everything below `<directory>/v<version>/`: segments, indexes, usage files and names.
 * Raise it with every change of the bytes, and add a line to docs/formats.md.
 */
export const formatVersion = 2

/** Name of the folder that holds this version's files. */
export const versionFolderName: string = `v${formatVersion}`
