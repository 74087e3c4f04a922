/** What a bundler's config says of styles, for what a stylesheet depends on out of the tracer's sight. */
export interface StyleFacts {
  /** Absolute path. */
  readonly root: string
  /** Folder of files that are copied as they are and that `/name` means first; null: none. */
  readonly publicFolder: string | null
  /** Whether imports are resolved by the `paths` of tsconfig.json files. */
  readonly followsTsconfig: boolean
  /** Whether functions of the config run while native code puts stylesheets together, in events that belong to no call. */
  readonly runsFunctions: boolean
  /**
   * `computed`: functions, native code or the folder that the process works in have a part in the class names of CSS modules, or a
   * plugin has changed their options since the config was resolved.
   */
  readonly modules: 'plain' | 'computed'
  /** By language, as the ending of a file names it. */
  readonly preprocessors: Readonly<Record<string, PreprocessorFacts>>
}

/** What the options of a preprocessor say. */
export interface PreprocessorFacts {
  /** They name folders to search, or files to load first. */
  readonly searchesFolders: boolean
  /** They hold functions or instances of classes, which may read anything at any time. */
  readonly runsFunctions: boolean
  /** Source that is put before each file; null: a function computes it, within the call. */
  readonly prepended: string | null
}
