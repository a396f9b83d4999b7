/** Every word of the app, by screen. ICU messages; keys name the meaning, not the text. */
import { uiMessages } from '@nornos/ui'

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
