/**
 * Free lines that listen day and night, by country. Only those that their own organisation or the state publishes, with
 * the place where it does; everywhere else the app names the directory at findahelpline.com.
 *
 * - US: 988 Suicide & Crisis Lifeline, 988lifeline.org, call or text.
 * - CA: 988 Suicide Crisis Helpline, 988.ca, call or text.
 * - GB, IE: Samaritans, samaritans.org, 116 123.
 * - NO: Mental Helse, mentalhelse.no, 116 123.
 * - FR: numéro national de prévention du suicide, 3114.fr, 3114.
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
  CA: { number: '988', name: '988 Suicide Crisis Helpline', canText: true, site: '988.ca' },
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
