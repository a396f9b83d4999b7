/**
 * The words of the pages outside a session, kept small because they load first. ICU messages; keys name the meaning,
 * not the text. Read next: session.ts, which adds everything else.
 */
import { uiMessages } from '@nornos/ui/messages'

export const messages = {
  app: {
    name: 'Nornos for doctors',
    description: 'What your patients share with you, for as long as they share it.',
  },
  welcome: {
    title: 'What your patients share with you',
    lead: 'Patients choose what you can read, for which purpose and until when. They see each time you look.',
    signIn: 'Sign in',
    nothingKept:
      'Nothing about a patient is stored on this computer. Everything is gone when you lock or close this page.',
    notEmergency: 'Nornos is not a monitoring service and not an emergency service.',
  },
  signIn: {
    working: 'Signing you in',
    unreachable: 'Nornos cannot be reached.',
    unreachableSafe: 'Check your connection. Nothing was changed, and nothing is stored on this computer.',
    again: 'Try again',
    signIn: 'Sign in again',
    safe: 'Nothing was changed, and nothing is stored on this computer.',
    'not-started-here': 'This sign-in was not started in this tab.',
    declined: 'The sign-in was not finished.',
    'code-refused': 'The sign-in was not accepted. It may have taken too long.',
    offline: 'Nornos cannot be reached.',
  },
  locked: {
    title: 'Locked',
    locked: 'You locked this session.',
    idle: 'Nothing happened for 15 minutes, so this session was locked.',
    ended: 'Your session has ended.',
    'signed-out': 'You signed out.',
    nothingLeft: 'No patient data is left on this computer.',
    signIn: 'Sign in',
  },
  notFound: {
    title: 'Page not found',
    nothing: 'There is nothing at this address.',
    start: 'Go to the start',
  },
  failure: {
    title: 'This page stopped working',
    happened: 'Something in this page went wrong.',
    safe: 'Nothing was changed, and nothing is stored on this computer.',
    again: 'Try again',
    start: 'Go to the start',
  },
  ui: uiMessages,
}
