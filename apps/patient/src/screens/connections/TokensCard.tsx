'use client'
import type { IngestToken } from '@nornos/contracts'
import { Button, Card, Skeleton, TextField, useConfirm, useFormats, useToast } from '@nornos/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { ingestTokensQuery, makeIngestToken, revokeIngestToken } from '#src/data/connections.ts'
import { MadeToken } from '#src/screens/connections/MadeToken.tsx'
import { useLastDelivery } from '#src/screens/connections/use-last-delivery.ts'
import { ServiceFailureState } from '#src/shell/ServiceFailureState.tsx'

/** Apps that send by themselves: a token each, named, with its last use, and a way to stop it. */
export function TokensCard() {
  const t = useTranslations('connections.tokens')
  const queries = useQueryClient()
  const tokens = useQuery(ingestTokensQuery)
  const [name, setName] = useState('')
  const make = useMutation({
    mutationFn: makeIngestToken,
    onSuccess: () => setName(''),
    onSettled: () => queries.invalidateQueries({ queryKey: ingestTokensQuery.queryKey }),
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (name.trim() !== '') make.mutate(name.trim())
  }
  const isFull = make.isSuccess && make.data === null
  return (
    <Card title={t('title')}>
      <p className="measure text-muted">{t('hint')}</p>
      {tokens.isPending ? <Skeleton label={t('title')} lines={2} /> : null}
      {tokens.isError ? (
        <ServiceFailureState cause={tokens.error} onRetry={() => void tokens.refetch()} />
      ) : null}
      {tokens.data?.length === 0 ? <p>{t('none')}</p> : null}
      {tokens.data !== undefined && tokens.data.length > 0 ? (
        <ul className="flex flex-col divide-y divide-line">
          {tokens.data.map((token) => (
            <li key={token.tokenId}>
              <TokenRow token={token} />
            </li>
          ))}
        </ul>
      ) : null}
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <TextField
          label={t('name')}
          value={name}
          onChange={setName}
          lengthMax={60}
          error={isFull ? t('tooMany') : make.isError ? t('failed') : undefined}
        />
        <div>
          <Button type="submit" isPending={make.isPending}>
            {t('make')}
          </Button>
        </div>
      </form>
      {make.data ? (
        <MadeToken address={make.data.address} token={make.data.token} onDone={() => make.reset()} />
      ) : null}
    </Card>
  )
}

function TokenRow({ token }: { readonly token: IngestToken }) {
  const t = useTranslations('connections.tokens')
  const formats = useFormats()
  const confirm = useConfirm()
  const toast = useToast()
  const queries = useQueryClient()
  const { lastUsedAt, madeAt, name, tokenId } = token
  const lastDelivery = useLastDelivery(`service:ingest:${tokenId}`)
  const used = lastUsedAt === null ? null : Date.parse(lastUsedAt)
  const askToRevoke = () =>
    confirm({
      title: t('revokeTitle', { name }),
      consequence: t('revokeConsequence'),
      confirmLabel: t('revokeConfirm'),
      cancelLabel: t('keep'),
      failure: t('revokeFailure'),
      onConfirm: async () => {
        await revokeIngestToken(tokenId)
        await queries.invalidateQueries({ queryKey: ingestTokensQuery.queryKey })
        toast({ text: t('revoked', { name }) })
      },
    })
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 py-3">
      <div className="min-w-0">
        <p className="break-words">{name}</p>
        <p className="text-label text-muted">
          {t('made', { date: formats.date(Date.parse(madeAt)) })}
          {' · '}
          {used === null ? t('unused') : t('used', { time: formats.dateTime(used) })}
        </p>
        <p className="text-label text-muted">{t('takenIn', { when: lastDelivery.text })}</p>
        {lastDelivery.problem === null ? null : <p className="text-label">{lastDelivery.problem}</p>}
      </div>
      <Button tone="danger" onPress={askToRevoke}>
        {t('revoke', { name })}
      </Button>
    </div>
  )
}
