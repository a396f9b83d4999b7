/**
 * What a neighbour may add to the trail. Each reports what it does itself: a service that was taken over cannot
 * invent a consent, or hide a read under a flood of others.
 */
import { type AuditAction, isAdminAction } from '@nornos/health-model'

const reports: Readonly<Record<string, readonly AuditAction[]>> = {
  auth: ['sign-in.new-device', 'recovery.asked', 'recovery.stopped', 'recovery.given'],
  vault: [
    'device.added',
    'device.removed',
    'slot.added',
    'slot.removed',
    'roster.changed',
    'inbox.delivered',
  ],
  'shared-data': ['consent.revoked', 'roster.changed'],
  agents: ['agent.run'],
}

export function mayReport(service: string, action: AuditAction): boolean {
  if (isAdminAction(action)) return service === 'auth'
  return reports[service]?.includes(action) ?? false
}
