/** What each way of opening a vault on a new device is given. */
import type { DeviceProblem, Recovery } from '@nornos/store'

export interface OpenFormProps {
  readonly problem: DeviceProblem | null
  readonly isPending: boolean
  readonly onRecover: (recovery: Recovery) => void
}
