import type { OutgoingProblem } from '@nornos/store'
import { useTranslations } from 'use-intl'
import { useProblemText } from '#src/shell/use-problem-text.ts'

type Shown = OutgoingProblem | { readonly type: 'NotWritten' | 'TooLarge' }

/** One clear sentence for everything that can go wrong with a backup, an export or leaving. */
export function useLeavingText(): (problem: Shown) => string {
  const t = useTranslations('leaving.problem')
  const problemText = useProblemText()
  return (problem) => {
    switch (problem.type) {
      case 'BackupFaulty':
        return t('BackupFaulty', { place: problem.faults[0]?.place ?? '', count: problem.faults.length })
      case 'BackupBehind':
        return t('BackupBehind', { n: problem.n, seen: problem.seen })
      case 'BackupOfAnother':
      case 'CalledOff':
      case 'RestoredNotOpened':
      case 'NotWritten':
      case 'TooLarge':
        return t(problem.type)
      default:
        return problemText(problem)
    }
  }
}
