'use client'
import { Button, Card, Page, useToast } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { Copy } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { doctorCodeQuery } from '#src/data/doctor-codes.ts'
import { QueryView } from '#src/screens/failure/QueryView.tsx'

/** What a patient types to find this doctor. It opens nothing by itself: there is no directory, and no way in. */
export function MyCodeScreen() {
  const t = useTranslations('myCode')
  const code = useQuery(doctorCodeQuery)
  return (
    <Page title={t('title')} lead={t('lead')}>
      <div className="max-w-xl">
        <Card>
          <QueryView query={code} label={t('reading')} lines={1}>
            {(text) => <Code text={text} />}
          </QueryView>
        </Card>
      </div>
      <p className="measure text-muted">{t('effect')}</p>
    </Page>
  )
}

function Code({ text }: { readonly text: string }) {
  const t = useTranslations('myCode')
  const toast = useToast()
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    toast({ text: t('copied') })
  }
  return (
    <div className="flex flex-wrap items-center justify-between gap-4">
      <p className="figures text-display font-bold tracking-[0.08em]">
        <span className="sr-only">{[...text].join(' ')}</span>
        <span aria-hidden="true">
          {text.slice(0, 5)} {text.slice(5)}
        </span>
      </p>
      <Button icon={<Copy aria-hidden="true" className="size-5" />} onPress={() => void copy()}>
        {t('copy')}
      </Button>
    </div>
  )
}
