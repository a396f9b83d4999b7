'use client'
import type { RecoveryRequest } from '@nornos/contracts'
import type { Recovery } from '@nornos/store'
import { Banner, Button, Skeleton, useFormats } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { recoveryQuery } from '#src/data/recovery.ts'
import type { OpenFormProps } from '#src/forms/open-form-props.ts'
import { ScannedWordsForm } from '#src/forms/ScannedWordsForm.tsx'
import { useScannedWords } from '#src/forms/use-scanned-words.ts'
import { device } from '#src/keys/device.ts'
import { type Act, useAct } from '#src/shell/use-act.ts'
import { useNow } from '#src/shell/use-now.ts'
import { useProblemText } from '#src/shell/use-problem-text.ts'

export interface ContactOpenFormProps extends Omit<OpenFormProps, 'onRecover'> {
  readonly vaultId: string
  readonly onRecover: (recovery: Recovery) => void
}

/** Asks for the recovery contact's help, says how long it takes, and after the wait takes the words of their page. */
export function ContactOpenForm({ vaultId, ...form }: ContactOpenFormProps) {
  const t = useTranslations('recovery.open')
  const problemText = useProblemText()
  const act = useAct([recoveryQuery.queryKey])
  const { data, refetch } = useQuery(recoveryQuery)
  if (data === undefined) return <Skeleton label={t('loading')} />
  if (!data.ok) {
    return (
      <Banner tone="warn" role="alert" action={<Button onPress={() => void refetch()}>{t('again')}</Button>}>
        {problemText(data.error)}
      </Banner>
    )
  }
  const { request } = data.value
  return (
    <div className="flex flex-col gap-6">
      {act.failure === null ? null : (
        <Banner tone="danger" role="alert">
          {act.failure}
        </Banner>
      )}
      {request === null ? (
        <>
          {form.problem === null ? null : (
            <Banner tone="danger" role="alert">
              {problemText(form.problem)}
            </Banner>
          )}
          <p className="measure">{t('lead')}</p>
          <div>
            <Button
              tone="primary"
              isPending={act.isPending}
              onPress={() => void act.run(async () => (await device()).askContact(vaultId))}
            >
              {t('ask')}
            </Button>
          </div>
        </>
      ) : (
        <Asked request={request} act={act} {...form} />
      )}
    </div>
  )
}

interface AskedProps extends Omit<ContactOpenFormProps, 'vaultId'> {
  readonly request: RecoveryRequest
  readonly act: Act
}

function Asked({ request, act, ...form }: AskedProps) {
  const t = useTranslations('recovery')
  const formats = useFormats()
  const now = useNow(1_000)
  const { askedAt, readyAt, until } = request
  const when = (at: string) => formats.dateTime(Date.parse(at))
  const isReady = now >= Date.parse(readyAt)
  return (
    <>
      <Banner tone={isReady ? 'ok' : 'info'}>
        {isReady
          ? t('open.ready', { until: when(until) })
          : t('open.waiting', { asked: when(askedAt), ready: when(readyAt) })}
      </Banner>
      {isReady ? <PageForm {...form} /> : null}
      <div>
        <Button
          isPending={act.isPending}
          onPress={() => void act.run(async () => (await device()).stopRecovery())}
        >
          {t('stop')}
        </Button>
      </div>
    </>
  )
}

const wordCount = 24
const mark = 'nornos-contact/'

function PageForm({ problem, isPending, onRecover }: Omit<ContactOpenFormProps, 'vaultId'>) {
  const t = useTranslations('recovery.open')
  const { scanned, take, type, words } = useScannedWords(wordCount, mark)
  return (
    <ScannedWordsForm
      {...{ problem, isPending, words }}
      scan={{ label: t('scan'), title: t('scanTitle'), lead: t('scanLead') }}
      label={t('label')}
      hint={t('hint')}
      onWords={type}
      onText={take}
      onOpen={(newWords) => onRecover({ by: 'contact', typed: scanned ?? words.join(' '), words: newWords })}
    />
  )
}
