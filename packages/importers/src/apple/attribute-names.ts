/** The names that Apple's export uses, as the scanner sees them. */
import { hashText } from '../text/word-hash.ts'

export const TAG_RECORD = hashText('Record')
export const TAG_METADATA = hashText('MetadataEntry')
export const TAG_BEATS = hashText('HeartRateVariabilityMetadataList')
export const TAG_BEAT = hashText('InstantaneousBeatsPerMinute')
export const TAG_CORRELATION = hashText('Correlation')
export const TAG_WORKOUT = hashText('Workout')
export const TAG_HEALTH_DATA = hashText('HealthData')

export const TYPE = hashText('type')
export const SOURCE_NAME = hashText('sourceName')
export const DEVICE = hashText('device')
export const UNIT = hashText('unit')
export const CREATION_DATE = hashText('creationDate')
export const START_DATE = hashText('startDate')
export const END_DATE = hashText('endDate')
export const VALUE = hashText('value')
export const KEY = hashText('key')
export const BEAT_TIME = hashText('time')
