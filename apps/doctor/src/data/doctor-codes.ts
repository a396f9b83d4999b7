/** The code by which patients find this doctor. */
import { queryOptions } from '@tanstack/react-query'
import { expectAnswer } from './answer.ts'
import { api } from './api.ts'

export const doctorCodeQuery = queryOptions({
  queryKey: ['doctor-code'],
  queryFn: async ({ signal }): Promise<string> => {
    const { doctorCodeRead } = await api()
    return (await expectAnswer(doctorCodeRead({ signal }))).body.code
  },
})
