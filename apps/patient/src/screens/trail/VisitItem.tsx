'use client'
import type { ConsentView } from '@nornos/contracts'
import type { AuditEvent } from '@nornos/health-model'
import { useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { useActorName } from '#src/screens/trail/use-actor-name.ts'
import { useEventSentence } from '#src/screens/trail/use-event-sentence.ts'

export interface VisitItemProps {
  readonly events: readonly AuditEvent[]
  readonly consents: readonly ConsentView[]
}

/** Who it was, when, and a plain sentence for each thing they did. The same sentence twice is said once. */
export function VisitItem({ events, consents }: VisitItemProps) {
  const t = useTranslations('trail')
  const formats = useFormats()
  const name = useActorName(consents)
  const sentence = useEventSentence(consents)
  const [first] = events
  if (first === undefined) return null
  const from = formats.dateTime(Date.parse(first.time))
  const last = Date.parse(events.at(-1)?.time ?? first.time)
  const to = from === formats.dateTime(last) ? from : formats.time(last)
  const lines = new Map<string, { event: AuditEvent; times: number }>()
  for (const event of events) {
    const text = sentence(event)
    const line = lines.get(text)
    lines.set(text, { event: line?.event ?? event, times: (line?.times ?? 0) + 1 })
  }
  return (
    <div className="flex flex-col gap-1.5">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-semibold">{name(first)}</span>
        <span className="figures text-label text-muted">{from === to ? from : t('until', { from, to })}</span>
      </p>
      <ul className="flex flex-col gap-1">
        {[...lines].map(([text, { event, times }]) => (
          <li key={event.eventId} className={event.outcome === 'allowed' ? '' : 'text-warn'}>
            {text}
            {times > 1 ? (
              <span className="text-label text-muted"> {t('times', { times: formats.number(times) })}</span>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  )
}
