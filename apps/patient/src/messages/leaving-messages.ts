/** Backup, export, restore, leaving. */
export const leavingMessages = {
  leaving: {
    title: 'Backup and leaving',
    lead: 'Your record is yours: take it home sealed or readable, bring it back, or leave for good.',
    go: 'Backup, export, leave',
    cancel: 'Cancel',
    incomplete:
      'Written, but not complete. {count, plural, one {One part} other {# parts}} could not be had: {names}. Everything else is in it. Check your connection and “Sync in detail”, then download it again.',
    backup: {
      title: 'Sealed backup',
      lead: 'One file with your whole vault, as secret as the vault itself. It opens only with your words or your kit.',
      start: 'Download a backup',
      last: 'Last backup',
      lastCheck: 'Last verified restore',
      never: 'Never on this device',
      hint: 'Keep it on another disk. It is checked while it is written: every part, every signature.',
      running: 'Writing and checking your backup',
      done: 'Your backup is complete and checked.',
    },
    export: {
      title: 'Readable export',
      lead: 'One zip with your files as they were, every reading as a table, your records as FHIR R4, what you shared and who read it.',
      start: 'Download an export',
      seal: 'Encrypt it (age)',
      secret: 'Passphrase or age recipient',
      secretHint:
        'At least {length} characters. Whoever has the file and this can read everything; nobody can recover it.',
      aKey: 'This is a key. Type a recipient, which starts with age1, or a passphrase of your own.',
      open: 'The file is not encrypted. Keep it where you keep medical letters.',
      running: 'Writing your export',
      done: 'Your export is complete.',
    },
    check: {
      title: 'Check a backup',
      lead: 'A restore that changes nothing: the whole file is read, then opened with your kit or your six words.',
      drop: 'Drop your backup here, or',
      choose: 'Choose a backup',
      by: 'Open with',
      byKit: 'Recovery kit',
      byWords: 'Six words',
      kitLabel: 'The 24 words of your kit',
      wordsLabel: 'Your six words',
      word: 'Word {position}',
      hint: 'You can paste them all into the first box.',
      start: 'Check it',
      cancel: 'Cancel',
      running: 'Reading and opening your backup',
      unchanged: 'Nothing was changed.',
      good: 'This backup of {day} is good: {objects, plural, one {# object} other {# objects}}, {size}; {opened} opened with your words.',
    },
    close: {
      title: 'Close your account',
      lead: 'Ends all sharing, destroys your vault and your account, and clears this device. It cannot be undone.',
      go: 'See what that means',
    },
    problem: {
      BackupFaulty:
        'This backup is damaged or not complete (first fault: {place}; {count, plural, one {# fault} other {# faults}}). Do not rely on this file; your vault is not affected. Download a backup again, or use an earlier file.',
      BackupBehind:
        'The service gave an older state (step {n}) than this device knows (step {seen}). Do not rely on this file. Your data here is safe; try again later.',
      BackupOfAnother: 'This backup belongs to another account. Sign in to that account and choose it again.',
      RestoredNotOpened:
        'Your vault is back from this file, but it could not be opened here yet. Open it with your words or your kit.',
      CalledOff: 'This was cancelled.',
      NotWritten:
        'The file could not be written. Check the space on your disk and try again. Your vault is not affected.',
      TooLarge:
        'This browser can only download up to 512 MB. Use Chrome, Edge, Firefox or a newer Safari on a computer. Your vault is not affected.',
    },
  },
  restore: {
    loading: 'Preparing',
    back: 'Back',
    title: 'Open from a backup file',
    lead: 'For an account whose vault is gone. The file is checked first, in full, before anything is sent.',
    signIn: 'Sign in first',
    drop: 'Drop your backup here, or',
    choose: 'Choose a backup',
    hint: 'A file named nornos-backup-….tar',
    by: 'Open with',
    byKit: 'Recovery kit',
    byWords: 'Six words',
    checking: 'Checking and opening your backup',
    sending: 'Sending it to your vault. Keep this screen open.',
    unchanged: 'Nothing was changed.',
    unknown:
      'It is not known whether your vault is back. Try again: a vault that is there is never replaced.',
    open: 'Open my vault',
    report: {
      done: 'Your vault is back. The file was checked in full before anything was sent.',
      madeAt: 'As it was at',
      objects: 'Objects',
      size: 'Size, sealed',
      opened: 'Opened with your words before it was sent',
      next: 'Sharing is not in a backup: it is as you set it last. Look at it once. Other devices that know more than this backup say so when you open them.',
      go: 'Go to Today',
    },
  },
  accountClose: {
    loading: 'Preparing',
    keep: 'Keep my account',
    title: 'Close your account',
    proveLead: 'First show that it is you: sign in. After that you see what goes, and decide.',
    signIn: 'Sign in',
    prove: 'Sign in again',
    offline: 'The service does not answer. Check your connection and try again.',
    proveOver: 'Your sign-in is older than ten minutes. Nothing was closed. Sign in again, then go on here.',
    again: 'Try again',
    unopened: 'Close it without opening the vault',
    confirmLead:
      'This cannot be undone, by you or by us. Download a backup or an export first if you want to keep anything.',
    goesTitle: 'What goes now',
    goesNobody: 'Sharing: nobody can read anything of yours now.',
    goesReaders:
      'Sharing: {names} can read nothing from now on. The keys of what you shared are destroyed first.',
    goesConnections:
      'What brings data by itself: devices, apps and record servers that you connected are disconnected, and nothing more arrives.',
    goesVault:
      'Your vault: {objects, plural, one {# object} other {# objects}}, {size}. Backups of the service keep sealed copies for a while; nobody can open them.',
    goesOpeners:
      'What opens it: your words, your kit and your devices open nothing any more, except a backup of your own.',
    goesAccount:
      'Your account: name, e-mail address, password, sign-ins. The address can be used for a new account.',
    goesDevice:
      'This device: everything that Nornos keeps here. Other devices of yours clear themselves when they next find the network and are opened.',
    goesUnsent: '{count, plural, one {# change} other {# changes}} made here that no other device has.',
    noVault: 'There is no vault for this account, so nothing of one is left to destroy.',
    unopenedVault:
      'Your vault, {size}, and what opens it. It was not opened, so nobody can say what is in it. Backups of the service keep sealed copies for a while; nobody can open them without your words or your kit.',
    unopenedDevice:
      'This device: everything that Nornos keeps here. Other devices that hold this vault keep it until you clear them: delete the data of this site there.',
    staysTitle: 'What stays',
    stays:
      'The record of what you allowed and who read it stays with the service for as long as the law asks, under a number, without your name and without any health value. What others took into their own records stays with them.',
    typeEmail: 'To close it, type {email}',
    close: 'Close my account for good',
    unchanged: 'Your vault is still here.',
    unknown: 'It is not known whether it was done. Try again: what was done already is not done twice.',
    closedTitle: 'Your vault is destroyed',
    closedLead: 'The vault service has signed for it. This receipt is shown only now.',
    noReceipt:
      'There is no vault of yours at the service any more, and no receipt to show: none was made, or it is older than a day.',
    accountClosing: 'Closing your account.',
    accountClosed: 'Your account is closed, and this device is cleared.',
    accountOpen: 'Your account could not be closed yet: the service does not answer. Try again.',
    accountProve:
      'Your account is still open: it takes a sign-in of the last ten minutes. Download the receipt if there is one, then sign in again and close the account.',
    accountAgain: 'Close the account',
    receiptWhen: 'Destroyed at',
    receiptSlots: 'Openers destroyed',
    receiptBlobs: 'Sealed objects destroyed',
    receiptSize: '{blobs}, {size}',
    receiptSignature: 'Signature of the vault service',
    download: 'Download the receipt',
    start: 'Go to the start',
  },
}
