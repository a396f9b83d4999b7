/** What each way of opening a vault on a new device is given. */
import type { OwnRecovery } from '@nornos/store'
import type { ShownProblem } from '#src/shell/use-problem-text.ts'

export interface OpenFormProps {
  readonly problem: ShownProblem | null
  readonly isPending: boolean
  readonly onRecover: (recovery: OwnRecovery) => void
}
