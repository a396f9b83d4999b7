'use client'
import { connectionMessages } from '#src/messages/connection-messages.ts'
import { ConnectedScreen } from '#src/screens/connected/ConnectedScreen.tsx'
import { withWords } from '#src/shell/Words.tsx'

export default withWords(ConnectedScreen, connectionMessages)
