'use client'
import { useFormats } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { importsQuery } from '#src/data/vault.ts'
import { useProblemText } from '#src/shell/use-problem-text.ts'

export interface LastDelivery {
  /** When this device last took something in from the sender, and how much of it was new. */
  readonly text: string
  /** Why the last thing could not be taken in. */
  readonly problem: string | null
}

/** By the sender's name in the inbox: `service:…`. */
export function useLastDelivery(senderId: string): LastDelivery {
  const t = useTranslations('connections')
  const formats = useFormats()
  const problemText = useProblemText()
  const { data: imports = [] } = useQuery(importsQuery)
  const last = imports.find((one) => one.senderId === senderId)
  if (last === undefined) return { text: t('never'), problem: null }
  const { added } = last.counts
  return {
    text: t('delivered', {
      when: formats.dateTime(Date.parse(last.startedAt)),
      count: added,
      readings: formats.number(added),
    }),
    problem: last.problem === null ? null : problemText(last.problem),
  }
}
