/** Frame, state of sync, problems of device and services. */
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
    closedElsewhere: {
      title: 'Your vault was closed',
      lead: 'You closed it on another of your devices, {when}. Your vault is destroyed.',
      cleared: 'Everything that Nornos kept on this device has been cleared. Nobody can open it any more.',
      unexpected:
        'If that was not you: somebody used one of your devices. A backup file of your own still brings your vault back; choose “Open an existing vault” at the start.',
      start: 'Go to the start',
    },
  },
  sync: {
    saved: 'Saved to your vault {when}',
    nothingYet: 'Nothing to save yet',
    saving: '{changes, plural, =0 {Checking your vault} one {Saving # change} other {Saving # changes}}',
    offline:
      '{changes, plural, =0 {On this device, not connected} one {# change waits to be sent} other {# changes wait to be sent}}',
    failed: 'Could not reach your vault',
    alarm: 'Your vault needs attention',
    offlineDetail:
      'You are offline. Everything here is on this device.{changes, plural, =0 {} one { # change will be sent when you reconnect.} other { # changes will be sent when you reconnect.}}',
    signedOutDetail:
      'You are signed out. Everything here is on this device.{changes, plural, =0 {} one { # change will be sent after you sign in.} other { # changes will be sent after you sign in.}}',
    signIn: 'Sign in',
    failedDetail: 'Could not reach your vault. Your changes are safe on this device.',
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
  device: {
    named: '{browser} on {system}',
    unnamed: 'This browser',
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
  problem: {
    WordUnknown:
      'Word {position}, “{word}”, is not one of the words that Nornos uses. Check how it is spelt.',
    WordCount: '{given, plural, one {There is # word} other {There are # words}}; {needed} are needed.',
    KitChecksum: 'These words do not make a kit. One of them is wrong or stands in another place.',
    WordsOfAnotherVault:
      'These words are spelt right, but they do not open this vault. Check the order, and that they belong to it.',
    PasskeyOfAnotherVault:
      'This passkey does not open this vault. Choose the passkey that you made for it, or open it with your words or your kit.',
    CodeOver:
      'This code opens nothing. It was used, its ten minutes have passed, or it is of another vault. Make a new one on your other device.',
    CodeOfAnotherVault:
      'This code is of another vault, not of the account that is signed in here. Sign in with the account of your other device.',
    PageOfAnother:
      'These 24 words are spelt right, but they are of a kit or of another page. Ask for the newest page that your contact got from you.',
    NoContact:
      'This vault has no recovery contact that can help. Open it with your words, your kit, a passkey or another device.',
    ContactThere: 'This vault has a recovery contact already. Remove that one first.',
    RecoveryEarly: 'The wait is not over. Come back after {ready}.',
    RecoveryNotAsked:
      'Nothing is asked for any more: it was stopped on one of your devices, or its seven days are over. Ask anew; the wait begins again.',
    DeviceRemoved:
      'This device was removed from your vault by another of your devices. What is on it stays sealed. To use it again, delete the data of this site and open your vault anew.',
    LastOpener: {
      two: 'A vault keeps at least two ways to open it. Add another one first, then remove this one.',
      kit: 'Your kit is what is left when every device is gone, so one always stays. Make a new kit first, then remove this one.',
    },
    TooManyOpeners: 'A vault has room for 20 openers and devices. Remove one that you no longer use.',
    ItemAltered:
      'This could be opened before and cannot be any more: it was altered where it waits. Nothing was kept of it. Ask the sender to send it again.',
    NotSaved:
      'What you accepted is on this device, and your vault has not taken it yet. It stays in your inbox until then.',
    NotThere: 'This was changed on another device meanwhile. Nothing was done.',
    KitWordsWrong:
      '{count, plural, one {Word {positions} is not the one on your kit.} other {Words {positions} are not the ones on your kit.}} Look at your paper again. If it is not readable, make a new kit.',
    ChoiceGone: 'This was decided on another device meanwhile. Nothing was done here.',
    OpenElsewhere: 'Nornos is open in another tab. Go on there, or close it and try again.',
    NotShareable:
      'This cannot be shared in this way. Nothing was shared. Choose other data or another time, and try again.',
    SharingNotEnded:
      'The store of shared data has not confirmed yet that its keys are destroyed. Try again in a minute.',
    RecipientUnknown: 'This is not an age recipient. It starts with age1. Check it, or type a passphrase.',
    NoVault: 'There is no vault for this account yet. You can create one.',
    VaultExists: 'This account already has a vault. Open it with your six words or your kit.',
    VaultLocked: 'Your vault is locked. Unlock it and try again.',
    SignedOut: 'You are signed out. Sign in and try again.',
    Offline: 'The service does not answer. Check your connection and try again.',
    Refused: 'The service refused this. {detail}',
    Unexpected: 'That did not work. What is on this device is safe. Try again.',
    Alarm: 'Your vault’s server sent something that does not fit, so this was not done.',
    DeviceFull:
      'This device has no room left. Free some space, then choose the same file again: what was read already is kept.',
    FileTooLarge: 'A file can have up to 5 GB. This one is larger and was not added.',
    OtherFile: 'This is another file, or it was changed since. Choose the same file to go on.',
    KeysRenewed: 'Your keys were renewed since this upload began. Cancel it and add the file again.',
    CalledOff: 'Stopped. Nothing was changed.',
    FileNotRecognised:
      'This is not an Apple Health export or another kind of file that Nornos knows. Choose export.zip or export.xml.',
    FileEmpty: 'This file is empty.',
    FileTruncated:
      'This file ends too early: its copy or download was cut off. {kept} readings before that point were kept. Export or copy it again, then choose it here.',
    ArchiveRefused: {
      too_large: 'This archive would unpack to more than Nornos accepts, so it was not opened.',
      too_many_entries: 'This archive holds too many files to be a health export, so it was not opened.',
      ratio: 'This archive is made to unpack to an absurd size, so it was not opened.',
      nested: 'This archive holds archives inside archives, so it was not opened.',
    },
    FileUnreadable: 'This file could not be read. It may be damaged or still be downloading.',
    TooManyFiles: 'These are more files than can wait here. Add at most {filesMax} at a time.',
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
