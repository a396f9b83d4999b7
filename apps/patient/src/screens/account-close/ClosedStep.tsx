'use client'
import type { ClosureReceipt } from '@nornos/contracts'
import { Banner, Button, DefinitionList, FlowShell, LinkButton, Page, useFormats } from '@nornos/ui'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '#src/data/api.ts'
import { closeSession } from '#src/data/session.ts'
import { paths } from '#src/paths.ts'
import { clearPlaces, offer } from '#src/shell/file-place.ts'

/** The vault is gone; the account follows. The receipt is all that is left, and only here. */
export function ClosedStep({ receipt }: { readonly receipt: ClosureReceipt }) {
  const t = useTranslations('accountClose')
  const formats = useFormats()
  const begun = useRef(false)
  const { mutate, isError, isPending, isSuccess } = useMutation({ mutationFn: closeAccount })
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    mutate()
  }, [mutate])
  const download = () => {
    const text = JSON.stringify(receipt, null, 1)
    offer(new Blob([text], { type: 'application/json' }), 'nornos-receipt.json')
  }
  return (
    <FlowShell>
      <Page title={t('closedTitle')} lead={t('closedLead')}>
        {isPending ? <Banner>{t('accountClosing')}</Banner> : null}
        {isSuccess ? <Banner tone="ok">{t('accountClosed')}</Banner> : null}
        {isError ? (
          <Banner
            tone="warn"
            role="alert"
            action={<Button onPress={() => mutate()}>{t('accountAgain')}</Button>}
          >
            {t('accountOpen')}
          </Banner>
        ) : null}
        <DefinitionList
          items={[
            { term: t('receiptWhen'), description: receipt.closedAt },
            { term: t('receiptSlots'), description: formats.number(receipt.slots, 0) },
            {
              term: t('receiptBlobs'),
              description: t('receiptSize', {
                blobs: formats.number(receipt.blobs, 0),
                size: formats.bytes(receipt.bytes),
              }),
            },
            {
              term: t('receiptSignature'),
              description: <code className="break-all">{receipt.signature}</code>,
            },
          ]}
        />
        <p className="measure text-muted">{t('stays')}</p>
        <div className="flex flex-wrap gap-3">
          <Button tone="primary" onPress={download}>
            {t('download')}
          </Button>
          <LinkButton href={paths.welcome()}>{t('start')}</LinkButton>
        </div>
      </Page>
    </FlowShell>
  )
}

async function closeAccount(): Promise<void> {
  const reply = await (await api()).accountClose({})
  // A session that is gone already belongs to an account that is gone.
  if (reply.problem !== undefined && reply.problem !== 'sign-in-needed') throw new Error(reply.problem)
  await closeSession()
  await clearPlaces()
}
