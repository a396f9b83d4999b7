/** Synthetic files for tests, measurements and the demo. */
export {
  type AppleExport,
  type AppleExportOptions,
  type AppleTruth,
  generateAppleExport,
} from './apple-export.ts'
export { generateLabPage, type LabPageLine } from './lab-page.ts'
export { makeRandom, type Random } from './random.ts'
export { wholeFiles } from './whole-files.ts'
