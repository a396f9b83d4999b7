/** What can go wrong on the device, one sentence each: what happened and what to do. */
export const problemMessages = {
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
}
