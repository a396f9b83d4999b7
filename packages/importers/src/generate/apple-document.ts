/** What stands before and after the records of an Apple export. */

export interface DocumentFaults {
  /** The internal DTD as iOS 16 wrote it: strict parsers stop there. */
  readonly isDtdBroken?: boolean
}

export function documentHead(exportedAt: string, faults: DocumentFaults): string {
  const end = faults.isDtdBroken === true ? '\n<' : '>'
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 14 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout|ActivitySummary|ClinicalRecord|Audiogram|VisionPrescription)*)>
<!ATTLIST HealthData
  locale CDATA #REQUIRED
>
<!ELEMENT Record ((MetadataEntry|HeartRateVariabilityMetadataList)*)>
<!ATTLIST Record
  type          CDATA #REQUIRED
  startDate     CDATA #REQUIRED
>
<!-- Note: Any Records that appear as children of a correlation also appear as top-level records. -->
<!ATTLIST VisionPrescription
  type             CDATA #REQUIRED
  brand            CDATA #IMPLIED
${end}
<!ELEMENT Attachment EMPTY>
]>
<HealthData locale="en_GB">
 <ExportDate value="${exportedAt}"/>
 <Me HKCharacteristicTypeIdentifierDateOfBirth="1984-02-29" HKCharacteristicTypeIdentifierBiologicalSex="HKBiologicalSexFemale" HKCharacteristicTypeIdentifierBloodType="HKBloodTypeOPositive" HKCharacteristicTypeIdentifierFitzpatrickSkinType="HKFitzpatrickSkinTypeNotSet" HKCharacteristicTypeIdentifierCardioFitnessMedicationsUse="None"/>
`
}

export const DOCUMENT_END = '</HealthData>\n'
