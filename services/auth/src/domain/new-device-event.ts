/** The entry that a sign-in from a new browser leaves in a patient's trail. */
import { AuditEvent, millisecondsToInstant } from '@nornos/health-model'

/** `eventId` also serves as correlation id when there is none: the sign-in is the whole story. */
export function newDeviceEvent(
  accountId: string,
  deviceName: string,
  eventId: string,
  time: Date,
): AuditEvent {
  return AuditEvent.parse({
    eventId,
    time: millisecondsToInstant(time.getTime()),
    patientId: accountId,
    actor: accountId,
    actorType: 'patient',
    organizationId: null,
    action: 'sign-in.new-device',
    outcome: 'allowed',
    consentId: null,
    fields: [],
    range: null,
    purpose: null,
    correlationId: eventId,
    details: { deviceName },
  })
}
