/** Another device has closed the vault. */
export const closedMessages = {
  closedElsewhere: {
    title: 'Your vault was closed',
    lead: 'You closed it on another of your devices, {when}. Your vault is destroyed.',
    cleared: 'Everything that Nornos kept on this device has been cleared. Nobody can open it any more.',
    unexpected:
      'If that was not you: somebody used one of your devices. A backup file of your own still brings your vault back; choose “Open an existing vault” at the start.',
    start: 'Go to the start',
  },
}
