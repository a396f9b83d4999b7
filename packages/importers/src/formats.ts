/** Every format, in the order in which a file is asked. A new one is a folder of its own and a line here. */
import { appleHealth } from './apple/apple-format.ts'
import { appleEcg } from './apple/ecg-format.ts'
import { appleDocument } from './ccda/apple-document.ts'
import { ccda } from './ccda/ccda-format.ts'
import { dexcomApi } from './dexcom/dexcom-api-format.ts'
import { dexcomClarity } from './dexcom/dexcom-format.ts'
import { dicom } from './dicom/dicom-format.ts'
import { fhir } from './fhir/fhir-format.ts'
import { fit } from './fit/fit-format.ts'
import { fitbit } from './fitbit/fitbit-format.ts'
import { fitbitTables } from './fitbit/fitbit-tables.ts'
import type { Format } from './format.ts'
import { garminConnect } from './garmin/garmin-format.ts'
import { garminHealth } from './garmin/garmin-health-format.ts'
import { genotypes } from './genomics/genotype-format.ts'
import { vcf } from './genomics/vcf-format.ts'
import { googleFit } from './google-fit/google-fit-format.ts'
import { googleFitSession } from './google-fit/google-fit-session.ts'
import { googleFitTables } from './google-fit/google-fit-tables.ts'
import { googleHealth } from './google-health/google-health-format.ts'
import { gpx } from './gpx/gpx-format.ts'
import { healthAutoExport } from './health-auto-export/health-auto-export-format.ts'
import { healthConnect } from './health-connect/health-connect-format.ts'
import { hl7v2 } from './hl7v2/hl7v2-format.ts'
import { ihealth } from './ihealth/ihealth-format.ts'
import { images } from './images/image-format.ts'
import { ingest } from './ingest/ingest-format.ts'
import { libreView } from './libreview/libreview-format.ts'
import { nightscout } from './nightscout/nightscout-format.ts'
import { oura, ouraDocument } from './oura/oura-format.ts'
import { pdf } from './pdf/pdf-format.ts'
import { polar } from './polar/polar-format.ts'
import { samsungBins, samsungHealth } from './samsung/samsung-format.ts'
import { tcx } from './tcx/tcx-format.ts'
import { whoopApi } from './whoop/whoop-api-format.ts'
import { whoop } from './whoop/whoop-format.ts'
import { withings } from './withings/withings-format.ts'
import { withingsTables } from './withings/withings-tables.ts'

export const formats: readonly Format[] = [
  // First what a few bytes tell for sure.
  fit,
  healthConnect,
  ingest,
  healthAutoExport,
  appleHealth,
  appleEcg,
  gpx,
  tcx,
  fhir,
  dexcomClarity,
  dexcomApi,
  libreView,
  samsungHealth,
  samsungBins,
  whoop,
  whoopApi,
  nightscout,
  googleHealth,
  googleFit,
  googleFitSession,
  googleFitTables,
  ihealth,
  ouraDocument,
  oura,
  withings,
  withingsTables,
  polar,
  garminHealth,
  fitbit,
  fitbitTables,
  garminConnect,
  appleDocument,
  ccda,
  hl7v2,
  vcf,
  genotypes,
  dicom,
  pdf,
  ...images,
]

/** The format of a file, or null. `first` is its beginning, `FIRST_BYTES` of it if there are so many. */
export function detectFormat(first: Uint8Array): Format | null {
  return formats.find((format) => format.matches(first)) ?? null
}
