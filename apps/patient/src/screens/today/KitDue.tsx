'use client'
import { Banner, LinkButton } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { kitCheckQuery } from '#src/data/keys.ts'
import { paths } from '#src/paths.ts'

/** The yearly look at the paper is asked for where the person comes by. */
export function KitDue() {
  const t = useTranslations('today')
  const { data: kit } = useQuery(kitCheckQuery)
  if (kit?.isDue !== true) return null
  return <Banner action={<LinkButton href={paths.keys()}>{t('kitCheck')}</LinkButton>}>{t('kitDue')}</Banner>
}
