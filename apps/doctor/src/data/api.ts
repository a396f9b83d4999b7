/** The services, as a signed-in doctor may use them: these operations and no others. Answers are values. */
import { type Client, createClient } from '@nornos/client'
import { agents, auth, relay, vault } from '@nornos/contracts'
import { runtimeConfig } from './runtime-config.ts'
import { authorizeSession } from './session.ts'

const contract = {
  doctorCodeRead: auth.doctorCodeRead,
  shareList: relay.shareList,
  shareEvents: relay.shareEvents,
  accessTokenIssue: relay.accessTokenIssue,
  dataSummary: relay.dataSummary,
  dataRead: relay.dataRead,
  inboxRecipientList: relay.inboxRecipientList,
  inboxAddressRead: relay.inboxAddressRead,
  inboxPermitIssue: relay.inboxPermitIssue,
  inboxPut: vault.inboxPut,
  agentRunStart: agents.agentRunStart,
  agentRunRead: agents.agentRunRead,
} as const

/** Throws ConnectionError when it is not known yet where the services are. */
export async function api(): Promise<Client<typeof contract>> {
  const { apiUrl } = await runtimeConfig()
  return createClient({ contract, baseUrl: apiUrl, authorize: authorizeSession })
}
