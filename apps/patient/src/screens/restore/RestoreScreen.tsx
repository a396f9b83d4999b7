'use client'
import type { OutgoingProblem, OwnRecovery, Restored } from '@nornos/store'
import {
  Banner,
  Button,
  DefinitionList,
  FileDrop,
  FlowShell,
  LinkButton,
  Page,
  ProgressBar,
  SegmentedControl,
  Skeleton,
  useFormats,
} from '@nornos/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { proxy } from 'comlink'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { beginSignIn } from '#src/data/sign-in.ts'
import { useSession } from '#src/data/use-session.ts'
import { vaultQuery } from '#src/data/vault.ts'
import { KitOpenForm } from '#src/forms/KitOpenForm.tsx'
import { WordsOpenForm } from '#src/forms/WordsOpenForm.tsx'
import { device } from '#src/keys/device.ts'
import { paths } from '#src/paths.ts'
import { useLeavingText } from '#src/screens/leaving/use-leaving-text.ts'
import { useDeviceName } from '#src/shell/use-device-name.ts'

/** A vault out of a backup file, for an account whose vault is gone. */
export function RestoreScreen() {
  const t = useTranslations('restore')
  const session = useSession()
  const vault = useQuery(vaultQuery)
  const exit = (
    <LinkButton href={paths.vaultOpen()} tone="quiet">
      {t('back')}
    </LinkButton>
  )
  if (session.state === 'unknown' || vault.data === undefined) {
    return (
      <FlowShell exit={exit}>
        <Skeleton label={t('loading')} />
      </FlowShell>
    )
  }
  return (
    <FlowShell exit={exit}>
      <Page title={t('title')} lead={t('lead')}>
        {session.state === 'signed-in' ? (
          <RestoreSteps vaultId={session.account.id} />
        ) : (
          <div>
            <Button tone="primary" onPress={() => void beginSignIn({ errand: 'open' })}>
              {t('signIn')}
            </Button>
          </div>
        )}
      </Page>
    </FlowShell>
  )
}

function RestoreSteps({ vaultId }: { readonly vaultId: string }) {
  const t = useTranslations('restore')
  const queries = useQueryClient()
  const deviceName = useDeviceName()
  const [file, setFile] = useState<File | null>(null)
  const [by, setBy] = useState<OwnRecovery['by']>('kit')
  const [share, setShare] = useState(0)
  const [problem, setProblem] = useState<OutgoingProblem | null>(null)
  const [restored, setRestored] = useState<Restored | null>(null)
  const restore = useMutation({
    mutationFn: async ({ chosen, recovery }: { readonly chosen: File; readonly recovery: OwnRecovery }) => {
      const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
      const request = { vaultId, deviceName, zone, file: chosen, recovery }
      return (await device()).restoreBackup(request, proxy(setShare))
    },
    onMutate: () => {
      setProblem(null)
      setShare(0)
    },
    onSuccess: (result) => {
      if (!result.ok) return setProblem(result.error)
      queries.setQueryData(vaultQuery.queryKey, result.value.vault)
      setRestored(result.value)
    },
    onError: () => setProblem({ type: 'Offline' }),
  })
  const onRecover = (recovery: OwnRecovery) => {
    if (file !== null) restore.mutate({ chosen: file, recovery })
  }
  if (restored !== null) return <Report restored={restored} />
  const form = { problem: null, isPending: restore.isPending, onRecover }
  return (
    <div className="flex flex-col gap-6">
      <FileDrop
        label={file?.name ?? t('drop')}
        chooseLabel={t('choose')}
        hint={t('hint')}
        accept={['.tar']}
        isDisabled={restore.isPending}
        onFiles={([first]) => setFile(first ?? null)}
      />
      {restore.isPending ? (
        <ProgressBar label={t(share < 0.99 ? 'checking' : 'sending')} share={share < 0.99 ? share : null} />
      ) : null}
      {problem ? <Failed problem={problem} /> : null}
      {file === null ? null : (
        <>
          <SegmentedControl
            label={t('by')}
            items={[
              { key: 'kit', label: t('byKit') },
              { key: 'words', label: t('byWords') },
            ]}
            selected={by}
            onSelect={setBy}
          />
          {by === 'words' ? <WordsOpenForm {...form} /> : <KitOpenForm {...form} />}
        </>
      )}
    </div>
  )
}

/** From the moment that the vault is back, the way on is to open it. Of an answer that was lost nothing is known. */
function Failed({ problem }: { readonly problem: OutgoingProblem }) {
  const t = useTranslations('restore')
  const leavingText = useLeavingText()
  const isThere = problem.type === 'RestoredNotOpened' || problem.type === 'VaultExists'
  return (
    <Banner
      tone="danger"
      role="alert"
      action={isThere ? <LinkButton href={paths.vaultOpen()}>{t('open')}</LinkButton> : null}
    >
      {leavingText(problem)}{' '}
      {problem.type === 'RestoredNotOpened' ? null : t(problem.type === 'Offline' ? 'unknown' : 'unchanged')}
    </Banner>
  )
}

/** What came back, before the person goes on. */
function Report({ restored: { check } }: { readonly restored: Restored }) {
  const t = useTranslations('restore.report')
  const formats = useFormats()
  return (
    <div className="flex flex-col gap-6">
      <Banner tone="ok">{t('done')}</Banner>
      <DefinitionList
        items={[
          { term: t('madeAt'), description: formats.dateTime(Date.parse(check.madeAt)) },
          { term: t('objects'), description: formats.number(check.objects, 0) },
          { term: t('size'), description: formats.bytes(check.bytes) },
          { term: t('opened'), description: formats.number(check.opened, 0) },
        ]}
      />
      <p className="measure">{t('next')}</p>
      <div>
        <LinkButton href={paths.today()} tone="primary">
          {t('go')}
        </LinkButton>
      </div>
    </div>
  )
}
