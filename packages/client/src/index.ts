export { authorizePerson, authorizeService } from './authorize.ts'
export { ConnectionError, ContractError } from './connection-error.ts'
export {
  type Authorize,
  type Call,
  type CallInput,
  type Client,
  type ClientOptions,
  createClient,
} from './create-client.ts'
export { type DpopKey, dpopKeyOf, makeDpopKey } from './dpop.ts'
export type { ClientProblem, ClientReply } from './reply.ts'
export type { ReceivedEvent } from './streams.ts'
