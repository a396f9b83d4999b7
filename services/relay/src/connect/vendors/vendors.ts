/** Every vendor. A new one is a file beside this one, a line here and a word in the contract. */
import type { VendorId } from '@nornos/contracts'
import type { Vendor } from '../domain/vendor.ts'
import { dexcom } from './dexcom.ts'
import { fhir } from './fhir.ts'
import { fitbit } from './fitbit.ts'
import { garmin } from './garmin.ts'
import { oura } from './oura.ts'
import { polar } from './polar.ts'
import { whoop } from './whoop.ts'
import { withings } from './withings.ts'

export type { Collection, Vendor } from '../domain/vendor.ts'

const byId: Readonly<Record<VendorId, Vendor>> = {
  garmin,
  fitbit,
  oura,
  whoop,
  withings,
  polar,
  dexcom,
  fhir,
}

/** Of clouds, in the order in which they are shown. */
export const cloudVendors: readonly Vendor[] = [garmin, fitbit, oura, whoop, withings, polar, dexcom]

export function vendorOf(id: VendorId): Vendor {
  return byId[id]
}
