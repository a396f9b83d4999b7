/** Which key a field is sealed under, and which are to be destroyed: migrations/0005-items.sql. The keys are files. */
import type { FieldId, PatientId } from '@nornos/health-model'
import type { Transaction } from '@nornos/service-kit'

/** Names one key of one field. */
export interface FieldKeyName {
  readonly patientId: PatientId
  readonly field: FieldId
  readonly keyId: string
}

/** The keys in use, one a field. */
export async function listKeysInUse(tx: Transaction, patientId: PatientId): Promise<readonly FieldKeyName[]> {
  const rows = await tx.query<KeyRow>(
    `select ${columns} from field_keys where patient_id = $1 and retired_at is null`,
    [patientId],
  )
  return rows.map(rowToName)
}

export async function insertKey(tx: Transaction, { patientId, field, keyId }: FieldKeyName): Promise<void> {
  await tx.query(
    'insert into field_keys (patient_id, field, key_id, made_at) values ($1, $2, $3, shared_now())',
    [patientId, field, keyId],
  )
}

/** From the commit on its file is to be destroyed, whatever happens to this process. */
export async function retireKey(tx: Transaction, { patientId, field, keyId }: FieldKeyName): Promise<void> {
  await tx.query(
    `update field_keys set retired_at = shared_now()
     where patient_id = $1 and field = $2 and key_id = $3 and retired_at is null`,
    [patientId, field, keyId],
  )
}

/** Of one patient, or (null) of all. */
export async function listRetiredKeys(
  tx: Transaction,
  patientId: PatientId | null,
): Promise<readonly FieldKeyName[]> {
  const rows = await tx.query<KeyRow>(
    `select ${columns} from field_keys
     where retired_at is not null and ($1::uuid is null or patient_id = $1) order by retired_at limit 1000`,
    [patientId],
  )
  return rows.map(rowToName)
}

/** Once its file has gone. */
export async function forgetKey(tx: Transaction, { patientId, field, keyId }: FieldKeyName): Promise<void> {
  await tx.query(
    'delete from field_keys where patient_id = $1 and field = $2 and key_id = $3 and retired_at is not null',
    [patientId, field, keyId],
  )
}

export async function isKnownKey(
  tx: Transaction,
  { patientId, field, keyId }: FieldKeyName,
): Promise<boolean> {
  const rows = await tx.query(
    'select key_id from field_keys where patient_id = $1 and field = $2 and key_id = $3',
    [patientId, field, keyId],
  )
  return rows.length > 0
}

const columns = 'patient_id, field, key_id'

interface KeyRow {
  readonly patient_id: PatientId
  readonly field: FieldId
  readonly key_id: string
}

function rowToName({ patient_id, field, key_id }: KeyRow): FieldKeyName {
  return { patientId: patient_id, field, keyId: key_id }
}
