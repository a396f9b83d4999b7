/** The whole catalogue, for the compiler and the tests. What is loaded with a screen: shell/later.tsx, shell/Words.tsx. */
import { catalogueMessages } from './catalogue-messages.ts'
import { closedMessages } from './closed-messages.ts'
import { connectionMessages } from './connection-messages.ts'
import { messages } from './en.ts'
import { engineMessages } from './engine-messages.ts'
import { entryMessages } from './entry-messages.ts'
import { filesMessages } from './files-messages.ts'
import { frameMessages } from './frame-messages.ts'
import { healthMessages } from './health-messages.ts'
import { healthViewMessages } from './health-view-messages.ts'
import { importMessages } from './import-messages.ts'
import { inboxMessages } from './inbox-messages.ts'
import { keysMessages } from './keys-messages.ts'
import { leavingMessages } from './leaving-messages.ts'
import { metricMessages } from './metric-messages.ts'
import { problemMessages } from './problem-messages.ts'
import { recordsMessages } from './records-messages.ts'
import { recoveryMessages } from './recovery-messages.ts'
import { sharingMessages } from './sharing-messages.ts'
import { shellMessages } from './shell-messages.ts'
import { syncMessages } from './sync-messages.ts'
import { todayMessages } from './today-messages.ts'
import { unlockMessages } from './unlock-messages.ts'
import { vaultMessages } from './vault-messages.ts'
import { youMessages } from './you-messages.ts'

export const privateMessages = {
  ...messages,
  ...catalogueMessages,
  ...closedMessages,
  ...connectionMessages,
  ...engineMessages,
  ...entryMessages,
  ...filesMessages,
  ...frameMessages,
  ...healthMessages,
  ...healthViewMessages,
  ...importMessages,
  ...inboxMessages,
  ...keysMessages,
  ...leavingMessages,
  ...metricMessages,
  ...problemMessages,
  ...recordsMessages,
  ...recoveryMessages,
  ...sharingMessages,
  ...shellMessages,
  ...syncMessages,
  ...todayMessages,
  ...unlockMessages,
  ...vaultMessages,
  ...youMessages,
}
