/** Another device has closed the vault, or the browser has deleted what was here. */
export const closedMessages = {
  closedElsewhere: {
    title: 'Your vault was closed',
    lead: 'You closed it on another of your devices, {when}. Your vault is destroyed.',
    cleared: 'Everything that Nornos kept on this device has been cleared. Nobody can open it any more.',
    unexpected:
      'If that was not you: somebody used one of your devices. A backup file of your own still brings your vault back; choose “Open an existing vault” at the start.',
    start: 'Go to the start',
  },
  lostHere: {
    title: 'What was on this device is gone',
    happened: 'This browser has deleted what Nornos kept here, as by “Clear site data”.',
    safe: 'What was in your vault is still there. Changes that were not sent yet are gone. Open your vault here again as a new device.',
    start: 'Go to the start',
  },
}
