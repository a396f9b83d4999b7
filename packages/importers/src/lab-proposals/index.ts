/** For screens: a proposal that the person confirms. Without the readers of files, which stay in the worker. */
export { type ConfirmedResult, type Correction, confirmedResult } from './confirmed-result.ts'
