/**
 * Every sentence that a result can name, its parameters and its plain English. The apps import the English into
 * their catalogue (ICU MessageFormat) and format each parameter by its kind before they put it in.
 *
 * Wording: short plain sentences without a person ("the usual", not "your" or "I"), because the patient and the
 * doctor read the same ones. A number has a unit, a time and a comparison. No diagnosis, no certainty.
 */

/**
 * - `duration`: minutes, shown as hours and minutes.
 * - `day`: a LocalDay, shown as a date.
 * - `whole`, `decimal`: a number, shown with the locale's separators.
 * - `direction`: above, below or same; chosen by ICU `select`, not formatted.
 * - `metric`: a metric id, shown by its title.
 */
export type ParameterKind = 'duration' | 'day' | 'whole' | 'decimal' | 'direction' | 'metric'

interface Row {
  readonly english: string
  readonly parameters: Readonly<Record<string, ParameterKind>>
}

const minutes = { value: 'duration', usual: 'duration', delta: 'duration', direction: 'direction' } as const
const numbers = { value: 'whole', usual: 'whole', delta: 'whole', direction: 'direction' } as const
const decimals = { value: 'decimal', usual: 'decimal', delta: 'decimal', direction: 'direction' } as const
const day = { day: 'day' } as const
const period = { from: 'day', to: 'day' } as const
const days = { ...period, n: 'whole', expected: 'whole' } as const
const flag = { value: 'decimal', day: 'day' } as const

const against =
  '{direction, select, above {{delta} more than the usual {usual}} below {{delta} less than the usual {usual}} other {about the usual {usual}}}'
const higher = (unit: string) =>
  `{direction, select, above {{delta}${unit} above the usual {usual}${unit}} below {{delta}${unit} below the usual {usual}${unit}} other {about the usual {usual}${unit}}}`
const over = 'from {from} to {to}'
const counted = '({n} of {expected} days)'
const nights = '({n} of {expected} nights)'
const easy = 'Keep today easy: walking instead of hard training.'
const causes =
  'Alcohol, a short night, heat, travel, a hard training day, a vaccination or an illness can do this.'

const table = {
  'fact.sleep-total.day': {
    english: `Asleep {value} in the night to {day}, ${against}.`,
    parameters: { ...minutes, ...day },
  },
  'fact.sleep-total.week': {
    english: `Asleep {value} a night ${over} ${nights}, ${against}.`,
    parameters: { ...minutes, ...days },
  },
  'fact.sleep-total.trend': {
    english: `Time asleep {direction, select, above {rose by {size} a week} below {fell by {size} a week} other {stayed level}} ${over} ${nights}.`,
    parameters: { size: 'duration', direction: 'direction', ...days },
  },
  'fact.sleep-efficiency.week': {
    english: `Asleep for {value} % of the time in bed ${over} ${nights}, ${higher(' %')}.`,
    parameters: { ...numbers, ...days },
  },
  'fact.sleep-onset-spread': {
    english: `The time of falling asleep varied by {value} ${over} ${nights}, ${against}.`,
    parameters: { ...minutes, ...days },
  },
  'fact.sleep-wake-spread': {
    english: `The time of waking varied by {value} ${over} ${nights}, ${against}.`,
    parameters: { ...minutes, ...days },
  },
  'fact.sleep-regularity': {
    english: `Sleep regularity {value} of 100 ${over} ${nights}, ${higher('')}.`,
    parameters: { ...numbers, ...days },
  },
  'fact.sleep-debt': {
    english: `{value} less sleep than {need} a night would have given ${over} ${nights}.`,
    parameters: { value: 'duration', need: 'duration', ...days },
  },
  'fact.steps.day': {
    english: `{value} steps on {day}, ${against}.`,
    parameters: { ...numbers, ...day },
  },
  'fact.steps.week': {
    english: `{value} steps a day ${over} ${counted}, ${against}.`,
    parameters: { ...numbers, ...days },
  },
  'fact.steps.trend': {
    english: `Steps a day {direction, select, above {rose by {size} a week} below {fell by {size} a week} other {stayed level}} ${over} ${counted}.`,
    parameters: { size: 'whole', direction: 'direction', ...days },
  },
  'fact.steps.goal': {
    english: `A next goal would be {value} steps a day; the middle ${over} ${counted} was {level}.`,
    parameters: { value: 'whole', level: 'whole', ...days },
  },
  'fact.active-minutes.week': {
    english: `{value} of active movement in the week ${over} ${counted}, ${against}. The guideline for adults is {guideline} a week.`,
    parameters: { ...minutes, ...days, guideline: 'duration' },
  },
  'fact.resting-heart-rate.day': {
    english: `Resting heart rate {value} beats a minute on {day}, ${higher('')}.`,
    parameters: { ...decimals, ...day },
  },
  'fact.resting-heart-rate.two-nights': {
    english: `Resting heart rate at least {value} beats a minute on both {from} and {to}, ${higher('')}.`,
    parameters: { ...decimals, ...period },
  },
  'fact.resting-heart-rate.week': {
    english: `Resting heart rate {value} beats a minute ${over} ${counted}, ${higher('')}.`,
    parameters: { ...decimals, ...days },
  },
  'fact.resting-heart-rate.trend': {
    english: `Resting heart rate {direction, select, above {rose by {size} beats a minute each week} below {fell by {size} beats a minute each week} other {stayed level}} ${over} ${counted}.`,
    parameters: { size: 'decimal', direction: 'direction', ...days },
  },
  'fact.hrv-rmssd.day': {
    english: `Heart-rate variability (rMSSD) {value} ms on {day}, ${higher(' ms')}.`,
    parameters: { ...numbers, ...day },
  },
  'fact.hrv-rmssd.week': {
    english: `Heart-rate variability (rMSSD) {value} ms ${over} ${nights}, ${higher(' ms')}.`,
    parameters: { ...numbers, ...days },
  },
  'fact.hrv-sdnn.day': {
    english: `Heart-rate variability (SDNN) {value} ms on {day}, ${higher(' ms')}.`,
    parameters: { ...numbers, ...day },
  },
  'fact.hrv-sdnn.week': {
    english: `Heart-rate variability (SDNN) {value} ms ${over} ${counted}, ${higher(' ms')}.`,
    parameters: { ...numbers, ...days },
  },
  'fact.breathing-rate.day': {
    english: `Breathing rate {value} a minute on {day}, ${higher('')}.`,
    parameters: { ...decimals, ...day },
  },
  'fact.skin-temperature.day': {
    english: `Skin temperature in sleep {value} °C in the night to {day}, ${higher(' °C')}.`,
    parameters: { ...decimals, ...day },
  },
  'fact.oxygen.day': {
    english: `Blood oxygen {value} % on {day}, ${higher(' %')}.`,
    parameters: { ...decimals, ...day },
  },
  'fact.signs': {
    english:
      '{value} of {measured} body signs stood out from the usual on the side of strain in the night to {day}.',
    parameters: { value: 'whole', measured: 'whole', ...day },
  },
  'fact.recovery-index': {
    english: 'Recovery index {value} of 100 on {day}, from {parts} parts; 50 is a usual night.',
    parameters: { value: 'whole', parts: 'whole', ...day },
  },
  'gap.not-enough-days': {
    english: `{metric}: not enough data, {n} of {expected} days ${over}.`,
    parameters: { metric: 'metric', ...days },
  },
  'finding.sleep.short-night': {
    english: 'A short night: {value} asleep in the night to {day}, {delta} less than the usual {usual}.',
    parameters: { value: 'duration', delta: 'duration', usual: 'duration', ...day },
  },
  'finding.sleep.long-night': {
    english: 'A long night: {value} asleep in the night to {day}, {delta} more than the usual {usual}.',
    parameters: { value: 'duration', delta: 'duration', usual: 'duration', ...day },
  },
  'finding.sleep.shorter-week': {
    english: `Less sleep than usual: {value} a night ${over} ${nights}, {delta} less than the usual {usual}.`,
    parameters: { value: 'duration', delta: 'duration', usual: 'duration', ...days },
  },
  'finding.sleep.irregular-onset': {
    english: `The time of falling asleep varied by {value} ${over} ${nights}; up to 1 h is regular. Before that it varied by {usual}.`,
    parameters: { value: 'duration', usual: 'duration', ...days },
  },
  'finding.sleep.debt': {
    english: `Sleep is missing: {value} less than {need} a night would have given ${over} ${nights}.`,
    parameters: { value: 'duration', need: 'duration', ...days },
  },
  'finding.activity.fewer-steps': {
    english: 'A quiet day: {value} steps on {day}, {delta} fewer than the usual {usual}.',
    parameters: { value: 'whole', delta: 'whole', usual: 'whole', ...day },
  },
  'finding.activity.more-steps': {
    english: 'An active day: {value} steps on {day}, {delta} more than the usual {usual}.',
    parameters: { value: 'whole', delta: 'whole', usual: 'whole', ...day },
  },
  'finding.activity.quieter-week': {
    english: `A quieter week: {value} steps a day ${over} ${counted}, {delta} fewer than the usual {usual}.`,
    parameters: { value: 'whole', delta: 'whole', usual: 'whole', ...days },
  },
  'finding.activity.falling-steps': {
    english: `Steps a day fell by {size} a week ${over} ${counted}.`,
    parameters: { size: 'whole', ...days },
  },
  'finding.recovery.strain-heart-rate': {
    english: `Signs of physical strain: resting heart rate at least {value} beats a minute on both {from} and {to}, {delta} above the usual {usual}. ${causes}`,
    parameters: { value: 'decimal', delta: 'decimal', usual: 'decimal', ...period },
  },
  'finding.recovery.strain-signs': {
    english: `Signs of physical strain: {value} of {measured} body signs stood out from the usual in the night to {day}. ${causes}`,
    parameters: { value: 'whole', measured: 'whole', ...day },
  },
  'finding.recovery.strain-strong': {
    english: `Clear signs of physical strain: {value} of {measured} body signs stood out from the usual in the night to {day}. ${causes}`,
    parameters: { value: 'whole', measured: 'whole', ...day },
  },
  'finding.recovery.low-rmssd': {
    english: `Heart-rate variability (rMSSD) below the usual: {value} ms ${over} ${nights}, {delta} ms below the usual {usual} ms.`,
    parameters: { value: 'whole', delta: 'whole', usual: 'whole', ...days },
  },
  'finding.recovery.low-sdnn': {
    english: `Heart-rate variability (SDNN) below the usual: {value} ms ${over} ${counted}, {delta} ms below the usual {usual} ms.`,
    parameters: { value: 'whole', delta: 'whole', usual: 'whole', ...days },
  },
  'finding.recovery.raised-heart-rate-week': {
    english: `Resting heart rate above the usual: {value} beats a minute ${over} ${counted}, {delta} above the usual {usual}.`,
    parameters: { value: 'decimal', delta: 'decimal', usual: 'decimal', ...days },
  },
  'suggestion.sleep.bedtime-earlier': {
    english: `Go to bed {amount} earlier for two weeks and keep the wake time. Time asleep was {value} a night ${over} ${nights}; adults need 7 h or more.`,
    parameters: { amount: 'duration', value: 'duration', ...days },
  },
  'suggestion.sleep.bedtime-earlier-debt': {
    english: `Go to bed {amount} earlier for two weeks and keep the wake time: {value} less sleep than {need} a night would have given ${over} ${nights}.`,
    parameters: { amount: 'duration', value: 'duration', need: 'duration', ...days },
  },
  'suggestion.sleep.fixed-wake-time': {
    english: `Get up within {amount} of the same time each day for two weeks. The time of waking varied by {value} ${over} ${nights}; up to 1 h is regular.`,
    parameters: { amount: 'duration', value: 'duration', ...days },
  },
  'suggestion.activity.steps-goal': {
    english: `Walk {amount} steps a day for two weeks. The middle ${over} ${counted} was {level} steps.`,
    parameters: { amount: 'whole', level: 'whole', ...days },
  },
  'suggestion.activity.brisk-minutes': {
    english: `Add {amount} of brisk walking a day for two weeks. The week ${over} ${counted} had {value} of active movement; the guideline for adults is {guideline}.`,
    parameters: { amount: 'duration', value: 'duration', guideline: 'duration', ...days },
  },
  'suggestion.recovery.keep-easy-heart-rate': {
    english: `${easy} Resting heart rate was at least {value} beats a minute on both {from} and {to}, {delta} above the usual {usual}.`,
    parameters: { value: 'decimal', delta: 'decimal', usual: 'decimal', ...period },
  },
  'suggestion.recovery.keep-easy-signs': {
    english: `${easy} In the night to {day}, {value} of {measured} body signs stood out from the usual.`,
    parameters: { value: 'whole', measured: 'whole', ...day },
  },
  'suggestion.recovery.keep-easy-variability': {
    english: `${easy} Heart-rate variability was {value} ms ${over} ${nights}, {delta} ms below the usual {usual} ms.`,
    parameters: { value: 'whole', delta: 'whole', usual: 'whole', ...days },
  },
  'headline.as-usual': {
    english: 'Everything as usual on {day}.',
    parameters: day,
  },
  'headline.not-enough-data': {
    english: 'Not enough data yet to say what is usual on {day}.',
    parameters: day,
  },
  'red-flag.heart-rate-high': {
    english:
      'Resting heart rate {value} beats a minute on {day}, above 130. Rest and measure again. With chest pain, breathlessness or fainting, call the emergency number. Otherwise contact a doctor today.',
    parameters: flag,
  },
  'red-flag.heart-rate-low': {
    english:
      'Resting heart rate {value} beats a minute on {day}, below 40. Some trained people have this. With dizziness, fainting or breathlessness, call the emergency number. Otherwise talk to a doctor.',
    parameters: flag,
  },
  'red-flag.oxygen-low': {
    english:
      'Blood oxygen {value} % on {day}, at or below 91 %. Watches can be wrong: measure again, awake and at rest, with a finger sensor. If it stays low, contact a doctor today; with breathlessness, call the emergency number.',
    parameters: flag,
  },
  'red-flag.oxygen-repeat': {
    english:
      'Blood oxygen {value} % on {day}, at or below 94 %. Measure again, awake and at rest. If it stays low, talk to a doctor.',
    parameters: flag,
  },
  'red-flag.temperature-high': {
    english: 'Body temperature {value} °C on {day}, at or above 39.5 °C. Talk to a doctor.',
    parameters: flag,
  },
  'red-flag.temperature-days': {
    english:
      'Body temperature at or above 38 °C on each day from {from} to {day}, last {value} °C. Talk to a doctor.',
    parameters: { ...flag, from: 'day' },
  },
} as const satisfies Record<string, Row>

export type MessageKey = keyof typeof table

/** Every key, for the apps' catalogue to be checked against. */
export const messageKeys = Object.keys(table) as readonly MessageKey[]

/** Plain English by key, in ICU MessageFormat. */
export const englishMessages: Readonly<Record<MessageKey, string>> = Object.fromEntries(
  messageKeys.map((key) => [key, table[key].english]),
) as Record<MessageKey, string>

/** The parameters of a message and how each is shown. */
export function parametersOf(key: MessageKey): Readonly<Record<string, ParameterKind>> {
  return table[key].parameters
}
