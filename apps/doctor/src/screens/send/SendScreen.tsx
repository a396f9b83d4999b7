'use client'
import { PatientId } from '@nornos/health-model'
import { Button, LinkButton, Page, useHashParams } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { type AddressBy, addressQuery } from '#src/data/send-to-patient.ts'
import { paths } from '#src/paths.ts'
import { QueryView } from '#src/screens/failure/QueryView.tsx'
import { RecipientChoice } from '#src/screens/send/RecipientChoice.tsx'
import { SendForm } from '#src/screens/send/SendForm.tsx'

/** Whom to write to, then what. The fragment names the patient; a code is in memory alone. */
export function SendScreen() {
  const t = useTranslations('send')
  const named = PatientId.safeParse(useHashParams().get('p'))
  const [code, setCode] = useState<string | null>(null)
  const by = addressBy(code, named.success ? named.data : null)
  if (by !== null) return <SendTo key={JSON.stringify(by)} by={by} onBack={() => setCode(null)} />
  return (
    <Page title={t('title')} lead={t('lead')}>
      <RecipientChoice onCode={setCode} />
    </Page>
  )
}

function addressBy(code: string | null, patientId: PatientId | null): AddressBy | null {
  if (code !== null) return { code }
  return patientId === null ? null : { patientId }
}

function SendTo({ by, onBack }: { readonly by: AddressBy; readonly onBack: () => void }) {
  const t = useTranslations('send')
  const address = useQuery(addressQuery(by))
  const name = address.data?.patientName ?? ''
  const look = { tone: 'quiet' as const, icon: <ArrowLeft aria-hidden="true" className="size-5" /> }
  const back =
    'code' in by ? (
      <Button {...look} onPress={onBack}>
        {t('back')}
      </Button>
    ) : (
      <LinkButton {...look} href={paths.send()}>
        {t('back')}
      </LinkButton>
    )
  return (
    <Page
      title={name === '' ? t('title') : t('titleTo', { name })}
      documentTitle={t('title')}
      lead={t('lead')}
      actions={back}
    >
      <QueryView query={address} label={t('reading')} lines={4}>
        {(found) => <SendForm address={found} code={'code' in by ? by.code : null} />}
      </QueryView>
    </Page>
  )
}
