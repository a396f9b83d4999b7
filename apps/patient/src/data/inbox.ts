/** What others sent, as the device tells it. */
import { queryOptions } from '@tanstack/react-query'
import { device } from '#src/keys/device.ts'

export const inboxQuery = queryOptions({
  queryKey: ['inbox', 'items'],
  queryFn: async () => (await device()).inbox(),
})

export const lettersQuery = queryOptions({
  queryKey: ['inbox', 'letters'],
  queryFn: async () => (await device()).letters(),
})

export const plansQuery = queryOptions({
  queryKey: ['inbox', 'plans'],
  queryFn: async () => (await device()).treatmentPlans(),
})

export const sendersQuery = queryOptions({
  queryKey: ['inbox', 'senders'],
  queryFn: async () => (await device()).inboxSenders(),
})
