/** Openers and devices of the open vault. Everything about them is asked of the device. */
import { queryOptions } from '@tanstack/react-query'
import { device } from '#src/keys/device.ts'

export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: async () => (await device()).keys(),
  staleTime: 0,
})

/** Whether it is time to look at the kit. */
export const kitCheckQuery = queryOptions({
  queryKey: ['keys', 'kit'],
  queryFn: async () => (await device()).kitCheck(),
})

/** The page for a recovery contact, made once for whoever looks at it and kept nowhere. */
export const contactPageQuery = queryOptions({
  queryKey: ['contact-page'],
  queryFn: async () => (await device()).makeContactPage(),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 0,
})

/** Six words and a kit, made once for whoever looks at them and kept nowhere. */
export const newWordsQuery = queryOptions({
  queryKey: ['new-words'],
  queryFn: async () => (await device()).makeWords(),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 0,
})
