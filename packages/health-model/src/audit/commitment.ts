/** What is hashed for the chain of a patient's trail (specs/audit-log.md §4 and §5). The caller hashes. */
import { assert, type Bytes, concat, utf8 } from '@nornos/std'
import { idBytes, type PatientId } from '../ids.ts'

/** The bytes whose SHA-256 starts the chain of a patient. */
export function auditChainStartInput(patientId: PatientId): Bytes {
  return concat(utf8('nornos/audit-chain/1\0'), idBytes(patientId))
}

/** The bytes whose SHA-256 is the next link. `previous` and `commitment` are hashes of 32 bytes. */
export function auditChainInput(previous: Uint8Array, sequence: number, commitment: Uint8Array): Bytes {
  assert(previous.length === 32 && commitment.length === 32, 'a hash has 32 bytes')
  return concat(utf8('nornos/audit-chain/1\0'), previous, sequenceBytes(sequence), commitment)
}

/** The bytes whose SHA-256 stands for a patient in the global tree. */
export function auditPatientInput(patientSalt: Uint8Array, patientId: PatientId): Bytes {
  assert(patientSalt.length === 32, 'a salt has 32 bytes')
  return concat(utf8('nornos/audit-patient/1\0'), patientSalt, idBytes(patientId))
}

/** The data of a leaf in the global tree, before the hashing of RFC 6962. */
export function auditLeafData(patientHash: Uint8Array, sequence: number, chain: Uint8Array): Bytes {
  assert(patientHash.length === 32 && chain.length === 32, 'a hash has 32 bytes')
  return concat(utf8('nornos/audit-leaf/1\0'), patientHash, sequenceBytes(sequence), chain)
}

function sequenceBytes(sequence: number): Bytes {
  assert(Number.isSafeInteger(sequence) && sequence > 0, 'a sequence counts from 1')
  const view = new DataView(new ArrayBuffer(8))
  view.setBigUint64(0, BigInt(sequence))
  return new Uint8Array(view.buffer)
}
