/** Plan, You. */
export const youMessages = {
  plan: {
    title: 'Plan',
    emptyTitle: 'No plan yet',
    empty: 'Suggestions appear once there are 14 days of data.',
  },
  you: {
    title: 'You',
    account: 'Account',
    name: 'Name',
    email: 'E-mail',
    signOut: 'Sign out',
    signIn: 'Sign in',
    signedOut: 'You are signed out. Your vault stays on this device; nothing is sent until you sign in.',
    signOutHint: 'Signing out keeps your vault on this device. It stays locked without your words.',
    device: 'This device',
    deviceName: 'Name',
    vault: 'Vault',
    vaultOpen: 'Open, in memory only',
    zone: 'Time zone',
    kept: 'Kept here',
    sealed: '{size}, sealed',
    protection: 'Deletion by the browser',
    protected: 'Protected',
    unprotected: 'Possible when space is short',
    lock: 'Lock now',
    keys: 'Keys and devices',
    settings: 'Settings',
    appearance: 'Appearance',
    theme: { system: 'As the system', light: 'Light', dark: 'Dark' },
    autoLock: 'Lock by itself after',
    autoLockHint:
      'Without a touch. Not while something that you began runs, such as an import, an upload or a backup, as long as it gets on; after eight hours in any case.',
    minutes: '{minutes, plural, one {# minute} other {# minutes}}',
    about: 'About Nornos',
    promise:
      'What you don’t share, only you can open. What you share, our service can technically open until sharing ends.',
    oneMachine:
      'When all services run on one machine, they are guarded against mistakes and stolen copies, not against the owner of that machine.',
    notEmergency: 'Nornos does not watch over you and is not an emergency service.',
    release: 'Release',
    releaseUnknown: 'The release is shown when you are online.',
    files: '{count, plural, one {# file and its hash} other {# files and their hashes}}',
    filesHint: 'Builds are reproducible: build the same release yourself and compare.',
    filesCaption: 'Files of this release',
    file: 'File',
    hash: 'SHA-256',
  },
  storage: {
    atRisk: 'This browser may delete local data to free space. Your vault copy is not affected.',
    refused:
      'The browser did not agree yet. It often does once Nornos is installed or used for some days. Your vault copy is not affected.',
    protect: 'Protect from deletion',
    iphoneTab:
      'Safari deletes local data after 7 days without a visit. Open the share menu and choose “Add to Home Screen” to keep it. Your vault copy is not affected.',
  },
}
