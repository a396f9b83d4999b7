/** The vendor is told, and what it gave us is forgotten. What has arrived stays with the patient. */
import { endpoint } from '@nornos/endpoint'
import * as z from 'zod/mini'

export const connectionEnd = endpoint({
  operationId: 'connectionEnd',
  method: 'DELETE',
  path: '/v1/connections/:connectionId',
  summary: 'Disconnect a vendor.',
  credential: 'session',
  actors: ['patient'],
  request: { params: z.strictObject({ connectionId: z.uuid() }) },
  responses: {
    200: z.strictObject({
      /** `not-offered`: the vendor has no such call, and the patient may also take it back there. */
      vendorTold: z.enum(['yes', 'no', 'not-offered']),
    }),
  },
  problems: {},
  audit: 'connection.ended',
})
