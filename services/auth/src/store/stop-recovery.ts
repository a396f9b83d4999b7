/** A request that ends before its time, and the trail that says so, in one act. */
import type { Transaction } from '@nornos/service-kit'
import { type PatientEvent, patientEvent } from '../domain/patient-event.ts'
import { insertAuditEvent } from './audit-outbox-store.ts'
import { deleteRecovery } from './recovery-store.ts'

/** False when nothing was asked for. */
export async function stopRecovery(
  tx: Transaction,
  act: Pick<PatientEvent, 'accountId' | 'eventId' | 'time'>,
): Promise<boolean> {
  const stopped = await deleteRecovery(tx, act.accountId)
  if (stopped === null) return false
  await insertAuditEvent(tx, patientEvent({ action: 'recovery.stopped', details: {}, ...act }), act.time)
  return true
}
