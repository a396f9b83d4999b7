/**
 * What each vendor answers for each collection that is fetched of it, in the shape that it documents: one document of one
 * day, with the members beside those that are read. Read next: oura-answers.ts; answer-as-documented.ts serves them.
 */
import type { VendorId } from '@nornos/contracts'
import { dexcomAnswers } from './dexcom-answers.ts'
import type { DocumentedAnswers } from './documented-answers.ts'
import { fitbitAnswers } from './fitbit-answers.ts'
import { garminAnswers } from './garmin-answers.ts'
import { ouraAnswers } from './oura-answers.ts'
import { polarAnswers } from './polar-answers.ts'
import { whoopAnswers } from './whoop-answers.ts'
import { withingsAnswers } from './withings-answers.ts'

export const documentedAnswers: Readonly<Record<Exclude<VendorId, 'fhir'>, DocumentedAnswers>> = {
  garmin: garminAnswers,
  fitbit: fitbitAnswers,
  oura: ouraAnswers,
  whoop: whoopAnswers,
  withings: withingsAnswers,
  polar: polarAnswers,
  dexcom: dexcomAnswers,
}
