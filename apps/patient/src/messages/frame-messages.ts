/** The frame around an open vault: state of sync, locking by itself, and lists that a service did not give. */
export const frameMessages = {
  sync: {
    saved: 'Saved to your vault {when}',
    nothingYet: 'Nothing to save yet',
    saving: '{changes, plural, =0 {Checking your vault} one {Saving # change} other {Saving # changes}}',
    offline:
      '{changes, plural, =0 {On this device, not connected} one {# change waits to be sent} other {# changes wait to be sent}}',
    failed: 'Could not reach your vault',
    full: 'Your vault is full',
    alarm: 'Your vault needs attention',
    offlineDetail:
      'You are offline. Everything here is on this device.{changes, plural, =0 {} one { # change will be sent when you reconnect.} other { # changes will be sent when you reconnect.}}',
    signedOutDetail:
      'You are signed out. Everything here is on this device.{changes, plural, =0 {} one { # change will be sent after you sign in.} other { # changes will be sent after you sign in.}}',
    signIn: 'Sign in',
    failedDetail: 'Could not reach your vault. Your changes are safe on this device.',
    fullDetail:
      'Your vault is full. What you changed since is safe on this device, and nowhere else yet. Delete files that you no longer need, then erase them: that makes room at once.',
    toFiles: 'To your files',
    retryIn: '{seconds, plural, =0 {Trying again.} other {Trying again in # s.}}',
    tryNow: 'Try now',
    alarmDetail:
      'Your vault’s server sent something that does not fit: {reason}. Nothing on this device was overwritten, and nothing is sent until this is cleared up.',
    removedDetail:
      'Another of your devices has removed this one from your vault. It gets nothing new, and nothing from here is sent.',
    alarmOpen: 'See what to do',
    alarmReason: {
      rollback: 'an older state than this device has seen',
      fork: 'two histories that contradict each other',
      unknown_device: 'changes by a device that is not on your list',
      altered_object: 'an object that was altered',
      newer_app: 'something that this version of Nornos does not know',
      missing_blob: 'a part is missing',
      roster_mismatch: 'different lists of your devices',
      restored: 'that it was put back from a backup',
    },
  },
  autoLock: {
    title: 'Are you still there?',
    detail: 'Your vault locks in less than a minute, so that nobody else can read it here.',
    stay: 'Stay unlocked',
  },
  serviceFailure: {
    happened: {
      offline: 'This list could not be fetched: the service does not answer.',
      'signed-out': 'You are signed out.',
      denied: 'This is not open to you.',
      failed: 'This list could not be fetched.',
    },
    safe: {
      offline: 'Sharing goes on as you set it. Nothing was changed.',
      'signed-out': 'Your data is on this device and in your vault. Sharing goes on as you set it.',
      denied: 'Nothing was changed.',
      failed: 'Nothing was changed.',
    },
    signIn: 'Sign in',
    again: 'Try again',
    reference: 'Reference {id}',
  },
}
