/** The release that the host serves: the hash of each file, to be compared with what the repository gives. */
import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'

const Release = z.object({
  buildId: z.string().check(z.maxLength(100)),
  files: z.record(z.string().check(z.maxLength(500)), z.string().check(z.maxLength(64))),
})

export const releaseQuery = queryOptions({
  queryKey: ['release'],
  queryFn: async () => Release.parse(await (await fetch('/release.json')).json()),
})
