/**
 * Free lines that listen day and night, by country. Only those that their own organisation or the state publishes, with
 * the place where it does; everywhere else the app names the directory at findahelpline.com.
 *
 * - US: 988 Suicide & Crisis Lifeline, 988lifeline.org, call or text.
 * - CA: 9-8-8: Suicide Crisis Helpline, 988.ca, call or text, English and French, since 30 November 2023 (Government of
 *   Canada, news release of that day).
 * - GB, IE: Samaritans, samaritans.org, 116 123, free also from mobiles without credit.
 * - NO: Mental Helse, mentalhelse.no, 116 123. Its telephone is open day and night; its chat is not always, so none is named.
 * - FR: numéro national de prévention du suicide, 3114.fr, 3114, overseas territories too (Ministère de la Santé, since
 *   1 October 2021).
 */

export interface HelpLine {
  /** As dialled. */
  readonly number: string
  readonly name: string
  readonly canText: boolean
  /** Who publishes it. */
  readonly site: string
}

const lines: Readonly<Record<string, HelpLine>> = {
  US: { number: '988', name: '988 Suicide & Crisis Lifeline', canText: true, site: '988lifeline.org' },
  CA: { number: '988', name: '9-8-8: Suicide Crisis Helpline', canText: true, site: '988.ca' },
  GB: { number: '116 123', name: 'Samaritans', canText: false, site: 'samaritans.org' },
  IE: { number: '116 123', name: 'Samaritans', canText: false, site: 'samaritans.org' },
  NO: { number: '116 123', name: 'Mental Helse', canText: false, site: 'mentalhelse.no' },
  FR: { number: '3114', name: 'Numéro national de prévention du suicide', canText: false, site: '3114.fr' },
}

/** The line of the region of a locale such as `nb-NO`; null where none is known for sure. */
export function helpLineOf(locale: string): HelpLine | null {
  try {
    return lines[new Intl.Locale(locale).region ?? ''] ?? null
  } catch {
    return null
  }
}
