/** Names for people that a neighbouring service already knows by id. */
import { endpoint } from '@nornos/endpoint'
import * as z from 'zod/mini'

export const personList = endpoint({
  operationId: 'personList',
  method: 'POST',
  path: '/v1/people',
  summary: 'Read the names of these accounts and grantees.',
  credential: 'service',
  actors: ['service'],
  request: { body: z.strictObject({ ids: z.array(z.uuid()).check(z.maxLength(500)) }) },
  responses: {
    200: z.strictObject({
      people: z
        .array(z.strictObject({ id: z.uuid(), name: z.string().check(z.maxLength(200)) }))
        .check(z.maxLength(500)),
    }),
  },
  problems: {},
})
