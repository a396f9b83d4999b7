'use client'
import type { ConnectableVendor, Connection } from '@nornos/contracts'
import {
  Banner,
  Button,
  Card,
  DefinitionList,
  StatusChip,
  type StatusTone,
  TextLink,
  useConfirm,
  useFormats,
  useToast,
} from '@nornos/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { connectionsQuery, endConnection, fetchNow } from '#src/data/connections.ts'
import { paths } from '#src/paths.ts'
import { BeginOutcome } from '#src/screens/connections/BeginOutcome.tsx'
import { useBeginConnection } from '#src/screens/connections/use-begin-connection.ts'
import { useLastDelivery } from '#src/screens/connections/use-last-delivery.ts'
import { useFieldList } from '#src/screens/sharing/use-field-list.ts'

export interface ConnectionCardProps {
  readonly connection: Connection
  /** What it brings; a clinic says that only by what arrives. */
  readonly vendor: ConnectableVendor | undefined
}

/** One connection: how it is, when it last brought everything, and how to end it. */
export function ConnectionCard({ connection, vendor }: ConnectionCardProps) {
  const t = useTranslations('connections')
  const formats = useFormats()
  const fields = useFieldList()
  const queries = useQueryClient()
  const toast = useToast()
  const askToEnd = useEndConnection(connection)
  const { lastSuccessAt, name, nextSyncAt, serverUrl, trouble } = connection
  const state = stateOf(connection)
  const { begin, isPending, outcome } = useBeginConnection(connection.vendor)
  const lastDelivery = useLastDelivery(senderOf(connection))
  const fetch = useMutation({
    mutationFn: () => fetchNow(connection.connectionId),
    onSuccess: () => toast({ text: t('fetching', { name }) }),
    onSettled: () => queries.invalidateQueries({ queryKey: connectionsQuery.queryKey }),
  })
  const time = (instant: string) => formats.dateTime(Date.parse(instant))
  const again = (
    <Button tone="primary" isPending={isPending} onPress={() => begin(serverUrl ?? undefined)}>
      {t('signInAgain', { name })}
    </Button>
  )
  return (
    <Card
      title={name}
      aside={
        <StatusChip tone={tones[state]} isLive>
          {t(`state.${state}`)}
        </StatusChip>
      }
      actions={
        <>
          {state === 'needsSignIn' ? (
            again
          ) : (
            <Button
              isPending={fetch.isPending}
              isDisabled={state === 'syncing'}
              onPress={() => fetch.mutate()}
            >
              {t('fetchNow')}
            </Button>
          )}
          <Button tone="danger" onPress={askToEnd}>
            {t('disconnect', { name })}
          </Button>
        </>
      }
    >
      <DefinitionList
        items={[
          ...(vendor ? [{ term: t('brings'), description: fields(vendor.brings) }] : []),
          { term: t('lastDelivery'), description: lastDelivery.text },
          { term: t('lastSuccess'), description: lastSuccessAt === null ? t('never') : time(lastSuccessAt) },
          ...(nextSyncAt !== null && state !== 'syncing'
            ? [{ term: t('next'), description: time(nextSyncAt) }]
            : []),
        ]}
      />
      {state === 'needsSignIn' ? <Banner tone="warn">{t('needsSignIn', { name })}</Banner> : null}
      {trouble === null ? null : <Banner tone="warn">{t(`trouble.${trouble}`, { name })}</Banner>}
      {lastDelivery.problem === null ? null : (
        <Banner tone="warn" action={<TextLink href={paths.inbox()}>{t('toInbox')}</TextLink>}>
          {t('notTakenIn', { problem: lastDelivery.problem })}
        </Banner>
      )}
      <BeginOutcome name={name} outcome={outcome} />
      {fetch.isError ? (
        <Banner tone="danger" role="alert">
          {t('failed.other')}
        </Banner>
      ) : null}
    </Card>
  )
}

/** Under which name it puts things into the inbox. */
function senderOf({ connectionId, vendor }: Connection): string {
  return `service:connect:${vendor === 'fhir' ? connectionId : vendor}`
}

type State = 'connected' | 'syncing' | 'needsSignIn' | 'trouble'

const tones: Readonly<Record<State, StatusTone>> = {
  connected: 'ok',
  syncing: 'info',
  needsSignIn: 'warn',
  trouble: 'warn',
}

function stateOf({ isSyncing, state, trouble }: Connection): State {
  if (state === 'needs-sign-in') return 'needsSignIn'
  if (isSyncing) return 'syncing'
  return trouble === null ? 'connected' : 'trouble'
}

/** Asks once, says what stays, then tells whether the vendor knows. */
function useEndConnection({ connectionId, name }: Connection): () => void {
  const t = useTranslations('connections.stop')
  const confirm = useConfirm()
  const toast = useToast()
  const queries = useQueryClient()
  return () =>
    confirm({
      title: t('title', { name }),
      consequence: t('consequence', { name }),
      confirmLabel: t('confirm'),
      cancelLabel: t('cancel'),
      failure: t('failure'),
      onConfirm: async () => {
        const told = await endConnection(connectionId)
        await queries.invalidateQueries({ queryKey: connectionsQuery.queryKey })
        toast({ text: t(told, { name }) })
      },
    })
}
