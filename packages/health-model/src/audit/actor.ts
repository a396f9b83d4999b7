/** Who acts: the closed list that endpoints, tokens and the trail share. */
import * as z from 'zod/mini'

export const Actor = z.enum([
  'patient',
  'doctor',
  'front_desk',
  'organization_admin',
  'admin',
  'auditor',
  'agent',
  'helper',
  'delegate',
  'guardian',
  'service',
  'anonymous',
])
export type Actor = z.infer<typeof Actor>
