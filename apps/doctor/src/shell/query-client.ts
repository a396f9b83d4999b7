import { QueryCache, QueryClient } from '@tanstack/react-query'
import { failureOf, isPassing } from '#src/data/answer.ts'
import { leave } from '#src/data/leave.ts'

/** How long an answer stays in memory after the last screen that shows it, in milliseconds. */
const keptMs = 30_000

/** Memory for one session. An answer "not signed in" ends it, wherever it came up. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (cause) => {
        if (failureOf(cause).reason === 'signed-out') void leave('ended')
      },
    }),
    defaultOptions: {
      queries: {
        gcTime: keptMs,
        // Offline is something to say, not something to wait for silently.
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (attempts, cause) => attempts < 2 && isPassing(cause),
        retryDelay: (attempt) => 400 * 2 ** attempt,
      },
      mutations: { networkMode: 'always', gcTime: 0 },
    },
  })
}
