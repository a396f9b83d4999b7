'use client'
import type { Share } from '@nornos/contracts'
import { Button } from '@nornos/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { summaryQuery } from '#src/data/patient-data.ts'

/** Asks for all listed patients how far their data go, one after the other. Each of them sees that it was asked. */
export function LookUpButton({ shares }: { readonly shares: readonly Share[] }) {
  const t = useTranslations('patients')
  const hint = useId()
  const queries = useQueryClient()
  const lookUp = useMutation({
    mutationFn: async () => {
      for (const share of shares) await queries.prefetchQuery(summaryQuery(share))
    },
  })
  return (
    <div className="flex flex-col gap-1 sm:items-end">
      <Button isPending={lookUp.isPending} describedBy={hint} onPress={() => lookUp.mutate()}>
        {t('lookUp')}
      </Button>
      <p id={hint} className="text-small text-muted">
        {t('lookUpSeen')}
      </p>
    </div>
  )
}
