'use client'
import type { ClosureReceipt } from '@nornos/contracts'
import { Banner, Button, DefinitionList, FlowShell, LinkButton, Page, useFormats } from '@nornos/ui'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { closeAccount } from '#src/data/account.ts'
import { paths } from '#src/paths.ts'
import { ProveButton } from '#src/screens/account-close/ProveButton.tsx'
import type { Closed } from '#src/screens/account-close/use-closing.ts'
import { clearPlaces, offer } from '#src/shell/file-place.ts'

/** There is no vault any more; the account follows. The receipt is all that is left, and only here. */
export function ClosedStep({ receipt }: Closed) {
  const t = useTranslations('accountClose')
  return (
    <FlowShell>
      <Page
        title={t(receipt === null ? 'title' : 'closedTitle')}
        lead={t(receipt === null ? 'noReceipt' : 'closedLead')}
      >
        <AccountEnd />
        {receipt === null ? null : <Receipt receipt={receipt} />}
        <p className="measure text-muted">{t('stays')}</p>
        <div className="flex flex-wrap gap-3">
          {receipt === null ? null : (
            <Button tone="primary" onPress={() => download(receipt)}>
              {t('download')}
            </Button>
          )}
          <LinkButton href={paths.welcome()}>{t('start')}</LinkButton>
        </div>
      </Page>
    </FlowShell>
  )
}

/** Closes the account at once, and again as often as it takes. */
function AccountEnd() {
  const t = useTranslations('accountClose')
  const begun = useRef(false)
  const wasLost = useRef(false)
  const end = useMutation({
    mutationFn: async () => {
      const outcome = await closeAccount(wasLost.current)
      if (outcome === 'closed') await clearPlaces()
      return outcome
    },
    onError: () => {
      wasLost.current = true
    },
  })
  const { mutate } = end
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    mutate()
  }, [mutate])
  if (end.isPending) return <Banner>{t('accountClosing')}</Banner>
  if (end.isError) {
    return (
      <Banner tone="warn" role="alert" action={<Button onPress={() => mutate()}>{t('accountAgain')}</Button>}>
        {t('accountOpen')}
      </Banner>
    )
  }
  return end.data === 'sign-in-again' ? (
    <Banner tone="warn" role="alert" action={<ProveButton />}>
      {t('accountProve')}
    </Banner>
  ) : (
    <Banner tone="ok">{t('accountClosed')}</Banner>
  )
}

function Receipt({ receipt }: { readonly receipt: ClosureReceipt }) {
  const t = useTranslations('accountClose')
  const formats = useFormats()
  const size = t('receiptSize', {
    blobs: formats.number(receipt.blobs, 0),
    size: formats.bytes(receipt.bytes),
  })
  return (
    <DefinitionList
      items={[
        { term: t('receiptWhen'), description: receipt.closedAt },
        { term: t('receiptSlots'), description: formats.number(receipt.slots, 0) },
        { term: t('receiptBlobs'), description: size },
        {
          term: t('receiptSignature'),
          description: <code className="break-all">{receipt.signature}</code>,
        },
      ]}
    />
  )
}

function download(receipt: ClosureReceipt): void {
  const text = JSON.stringify(receipt, null, 1)
  offer(new Blob([text], { type: 'application/json' }), 'nornos-receipt.json')
}
