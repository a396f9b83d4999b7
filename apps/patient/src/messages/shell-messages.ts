/** The frame of every screen behind the start page. */
export const shellMessages = {
  shell: {
    today: 'Today',
    health: 'Health',
    sharing: 'Sharing',
    plan: 'Plan',
    records: 'Records',
    you: 'You',
    navigation: 'Places',
    skip: 'Go to the content',
    opening: 'Opening Nornos',
    inbox: '{count, plural, =0 {Inbox} one {Inbox, # item waits} other {Inbox, # items wait}}',
    connected: '{name} is connected',
    dataTo: 'Data to {to}',
    fetching: 'Fetching what your vault holds',
    deviceTitle: 'Nornos cannot start here',
    deviceFailed: 'This browser did not let Nornos open its local store.',
    deviceSafe: 'Your vault is safe. Nothing was changed.',
    deviceNext:
      'Private windows often forbid it. Open Nornos in an ordinary window, check the connection on the first visit, and reload the page.',
    readFailed: 'This could not be read on this device.',
    readSafe: 'Your data is safe. Nothing was lost or sent.',
    again: 'Try again',
  },
}
