'use client'
import type { DeviceProblem } from '@nornos/store'
import { useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'

/** `Unexpected`: the device itself failed; nothing more is known. */
export type ShownProblem = DeviceProblem | { readonly type: 'Unexpected' }

/** One clear sentence for each thing that can go wrong on the device: what happened and what to do. */
export function useProblemText(): (problem: ShownProblem) => string {
  const t = useTranslations('problem')
  const formats = useFormats()
  return (problem) => {
    switch (problem.type) {
      case 'WordUnknown':
        return t('WordUnknown', { position: problem.position, word: problem.word })
      case 'WordCount':
        return t('WordCount', { given: problem.given, needed: problem.needed })
      case 'FileTruncated':
        return t('FileTruncated', { kept: formats.number(problem.kept.added + problem.kept.known) })
      case 'ArchiveRefused':
        return t(`ArchiveRefused.${problem.reason}`)
      case 'TooManyFiles':
        return t('TooManyFiles', { filesMax: formats.number(problem.filesMax) })
      case 'LastOpener':
        return t(`LastOpener.${problem.reason}`)
      case 'KitWordsWrong':
        return t('KitWordsWrong', {
          count: problem.positions.length,
          positions: problem.positions.join(', '),
        })
      case 'RecoveryEarly':
        return t('RecoveryEarly', { ready: formats.dateTime(Date.parse(problem.readyAt)) })
      case 'Refused':
        return t('Refused', { detail: problem.detail })
      case 'Alarm':
        return t('Alarm')
      default:
        return t(problem.type)
    }
  }
}
