/** The oldest browsers that workers are compiled for; those that know `light-dark()`, which the tokens need. */
export const browserTargets = ['chrome123', 'firefox121', 'safari17.5']
