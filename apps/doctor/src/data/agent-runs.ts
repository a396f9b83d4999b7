/** The analysis agents at work on what one patient shares with the doctor and with them. */
import type { AgentRun, Share } from '@nornos/contracts'
import type { LocalDay } from '@nornos/health-model'
import { queryOptions } from '@tanstack/react-query'
import { expectAnswer } from './answer.ts'
import { api } from './api.ts'
import { shareDataKey } from './patient-data.ts'

/** Seconds that one question may wait for its answer at the service. */
const waitSeconds = 20

/** The id of the run. */
export async function startDailyStatus(
  { patientId, purpose }: Share,
  asOf: LocalDay,
  zone: string,
): Promise<string> {
  const { agentRunStart } = await api()
  const body = { patientId, agent: 'daily-status' as const, purpose, asOf, zone }
  return (await expectAnswer(agentRunStart({ body }))).body.runId
}

/** Asks until the run has ended one way or the other; the service answers as soon as it has. */
export const agentRunQuery = (share: Share, runId: string) =>
  queryOptions({
    queryKey: [...shareDataKey(share.consentId), 'agent-run', runId],
    queryFn: async ({ signal }): Promise<AgentRun> => {
      const { agentRunRead } = await api()
      return (
        await expectAnswer(
          agentRunRead({ params: { runId }, query: { waitSeconds: `${waitSeconds}` }, signal }),
        )
      ).body
    },
    refetchInterval: ({ state }) => (isAtWork(state.data) ? 500 : false),
    staleTime: Number.POSITIVE_INFINITY,
  })

export function isAtWork(run: AgentRun | undefined): boolean {
  return run === undefined || run.state === 'waiting' || run.state === 'running'
}
