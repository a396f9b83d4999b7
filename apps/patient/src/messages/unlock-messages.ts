/** Unlocking the vault that is on this device. */
export const unlockMessages = {
  passkey: {
    cancelled: 'The passkey was not used. Nothing was changed. Try again, or use another way.',
    there:
      'A passkey for your vault is kept there already. Use another phone, computer or security key, or replace the passkey that you have.',
    'no-prf':
      'This passkey can sign in, but cannot hold a key for a vault. Use another passkey, a newer phone or browser, or six words.',
    unsupported: 'This browser has no passkeys. Use six words instead: they open your vault as well.',
  },
  unlock: {
    title: 'Unlock your vault',
    lead: 'Your vault is on this device ({deviceName}) and locked.',
    leadOffline: 'You are offline. Your vault is on this device ({deviceName}) and opens without a network.',
    ended:
      'This device was signed out, and your vault was locked: another of your devices has removed it, or nobody used it for a long time. What is on it stays sealed. Sign in and unlock to see which it was.',
    signIn: 'Sign in',
    label: 'Your six words',
    word: 'Word {position}',
    hint: 'You can paste all six into the first box.',
    unlock: 'Unlock',
    passkey: 'Unlock with your passkey',
    otherWay: 'Open it another way',
    asUsual: 'Unlock as usual',
    lostPasskey:
      'Passkey gone? Open your vault with your words or your kit, and choose anew what opens it here.',
    lost: 'Lost your words? Your recovery kit opens your vault and gives this device new words.',
  },
}
