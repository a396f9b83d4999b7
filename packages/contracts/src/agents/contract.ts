/** The endpoints of agents. */
import { agentRunRead } from './agent-run-read.ts'
import { agentRunStart } from './agent-run-start.ts'

export const agents = { agentRunStart, agentRunRead } as const
