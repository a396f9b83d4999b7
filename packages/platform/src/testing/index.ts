/** What tests are made of: the platform, people, a clock. */

export { currentCode } from '@nornos/auth/seed'
export { logTo } from '@nornos/service-kit'
export { readOutbox } from '../compose/outbox-page.ts'
export { configsOf } from '../compose/service-configs.ts'
export { demoExport } from '../demo/demo-export.ts'
export { findCanaries, type Sighting } from './canary/find-canaries.ts'
export type { Canary } from './canary/needle.ts'
export { keptInDatabase, keptInFolder } from './canary/stores.ts'
export type { TestPatient } from './make-patient.ts'
export { type Api, everyContract, type TestPerson } from './people.ts'
export { type GeneratedSharing, generatedSamples, publishGenerated } from './publish-generated.ts'
export {
  granteeOf,
  type ItemToSend,
  messageItem,
  sendFromCloud,
  sendToInbox,
} from './send-to-inbox.ts'
export { makeTestClock, type TestClock } from './test-clock.ts'
export { TestPlatform, type TestPlatformOptions } from './test-platform.ts'
export { agreeAt, connectionOf, connectVendor, untilSettled } from './vendors/connect-vendor.ts'
export { answerAsDocumented } from './vendors/documented/answer-as-documented.ts'
export { documentedAnswers } from './vendors/documented/every-vendor.ts'
export { registrationsOf, webhookSecret } from './vendors/registrations.ts'
export { type Answer, type AnswerTo, type Asked, type StandIn, startStandIn } from './vendors/stand-in.ts'
