'use client'
import type { Account } from '@nornos/contracts'
import type { UnopenedClosure } from '@nornos/store'
import { Banner, Button, Card, Page, Skeleton, useFormats } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { device } from '#src/keys/device.ts'
import { CloseForm } from '#src/screens/account-close/CloseForm.tsx'
import { NotClosed } from '#src/screens/account-close/NotClosed.tsx'
import { ReadersEnd } from '#src/screens/account-close/ReadersEnd.tsx'
import { type ClosingProps, useClosing } from '#src/screens/account-close/use-closing.ts'
import { useProblemText } from '#src/shell/use-problem-text.ts'

export interface UnopenedStepProps extends ClosingProps {
  readonly account: Pick<Account, 'id' | 'email'>
}

/** For whoever has nothing that opens the vault, or never made one: an account can always be closed. */
export function UnopenedStep({ account, ...told }: UnopenedStepProps) {
  const t = useTranslations('accountClose')
  const problemText = useProblemText()
  const closure = useQuery({
    queryKey: ['unopened-closure', account.id],
    queryFn: async () => (await device()).unopenedClosure(account.id),
    gcTime: 0,
    staleTime: 0,
  })
  const { close, isPending, problem } = useClosing(
    async () => (await device()).closeUnopened(account.id),
    told,
  )
  if (closure.data === undefined && !closure.isError) return <Skeleton label={t('loading')} />
  const again = <Button onPress={() => void closure.refetch()}>{t('again')}</Button>
  return (
    <Page title={t('title')} lead={t('confirmLead')}>
      {closure.data?.ok ? (
        <>
          <UnopenedGoes closure={closure.data.value} />
          <Card title={t('staysTitle')}>
            <p className="measure">{t('stays')}</p>
          </Card>
          {problem ? <NotClosed problem={problem} /> : null}
          <CloseForm email={account.email} isPending={isPending} onClose={close} />
        </>
      ) : (
        <Banner tone="danger" role="alert" action={again}>
          {problemText(closure.data?.error ?? { type: 'Unexpected' })}
        </Banner>
      )}
    </Page>
  )
}

function UnopenedGoes({ closure: { bytes, readers } }: { readonly closure: UnopenedClosure }) {
  const t = useTranslations('accountClose')
  const formats = useFormats()
  return (
    <Card title={t('goesTitle')}>
      <ul className="flex list-disc flex-col gap-2 pl-6">
        <ReadersEnd readers={readers} />
        <li>{t('goesConnections')}</li>
        <li>{bytes === null ? t('noVault') : t('unopenedVault', { size: formats.bytes(bytes) })}</li>
        <li>{t('goesAccount')}</li>
        <li>{t('unopenedDevice')}</li>
      </ul>
    </Card>
  )
}
