/** The whole catalogue: what the start page needs, and everything behind it. */
import { catalogueMessages } from './catalogue-messages.ts'
import { connectionMessages } from './connection-messages.ts'
import { messages } from './en.ts'
import { entryMessages } from './entry-messages.ts'
import { filesMessages } from './files-messages.ts'
import { healthMessages } from './health-messages.ts'
import { healthViewMessages } from './health-view-messages.ts'
import { inboxMessages } from './inbox-messages.ts'
import { keysMessages } from './keys-messages.ts'
import { leavingMessages } from './leaving-messages.ts'
import { recordsMessages } from './records-messages.ts'
import { recoveryMessages } from './recovery-messages.ts'
import { sharingMessages } from './sharing-messages.ts'
import { shellMessages } from './shell-messages.ts'
import { syncMessages } from './sync-messages.ts'
import { vaultMessages } from './vault-messages.ts'
import { youMessages } from './you-messages.ts'

export const privateMessages = {
  ...messages,
  ...shellMessages,
  ...vaultMessages,
  ...entryMessages,
  ...healthMessages,
  ...keysMessages,
  ...recoveryMessages,
  ...healthViewMessages,
  ...sharingMessages,
  ...inboxMessages,
  ...youMessages,
  ...leavingMessages,
  ...recordsMessages,
  ...filesMessages,
  ...syncMessages,
  ...connectionMessages,
  ...catalogueMessages,
}
