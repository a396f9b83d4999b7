'use client'
import type { Share } from '@nornos/contracts'
import { EmptyState, LinkButton, Page, useHashParams } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { sharesQuery } from '#src/data/shares.ts'
import { paths } from '#src/paths.ts'
import { QueryView } from '#src/screens/failure/QueryView.tsx'
import { AccessEndedPanel, ConnectionLostPanel } from '#src/screens/patient/AccessEndedPanel.tsx'
import { PatientView } from '#src/screens/patient/PatientView.tsx'
import { useShareWatch } from '#src/shell/ShareWatch.tsx'

/** One patient, as far as they share. The fragment names them; whoever shares nothing is not there at all. */
export function PatientScreen() {
  const t = useTranslations('patient')
  const params = useHashParams()
  const shares = useQuery(sharesQuery)
  const [patientId, purpose] = [params.get('p') ?? '', params.get('purpose')]
  return (
    <QueryView query={shares} label={t('reading')}>
      {(list) => (
        <OpenedShare
          key={`${patientId} ${purpose}`}
          share={list.find(
            (share) => share.patientId === patientId && (purpose === null || share.purpose === purpose),
          )}
        />
      )}
    </QueryView>
  )
}

interface Opened {
  readonly share: Share
  /** By `performance.now()`: an ending seen later is one of what is shown here. */
  readonly since: number
}

/** Keeps only the name of what was open, so that it can say who stopped. */
function OpenedShare({ share }: { readonly share: Share | undefined }) {
  const { endings, connection } = useShareWatch()
  const [opened, setOpened] = useState<Opened | null>(() => openedNow(share))
  if (opened === null && share !== undefined) setOpened(openedNow(share))
  const ending = opened === null ? undefined : endings.get(opened.share.consentId)
  if (opened !== null && ending !== undefined && ending.seenAt >= opened.since) {
    return (
      <AccessEndedPanel
        name={opened.share.patientName}
        ending={ending}
        onOpenAgain={share === undefined ? null : () => setOpened(openedNow(share))}
      />
    )
  }
  if (share === undefined) return opened === null ? <NobodyHere /> : null
  if (connection === 'lost') return <ConnectionLostPanel name={share.patientName} />
  return <PatientView share={share} />
}

function openedNow(share: Share | undefined): Opened | null {
  return share === undefined ? null : { share, since: performance.now() }
}

function NobodyHere() {
  const t = useTranslations('patient')
  return (
    <Page title={t('title')}>
      <EmptyState
        title={t('absent')}
        action={<LinkButton href={paths.patients()}>{t('backToPatients')}</LinkButton>}
      >
        {t('absentHelp')}
      </EmptyState>
    </Page>
  )
}
