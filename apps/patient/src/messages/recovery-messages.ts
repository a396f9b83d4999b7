/** The recovery contact: choosing one, the page for them, the alarm, and opening the vault with their help. */
export const recoveryMessages = {
  recovery: {
    nobody: 'your recovery contact',
    stop: 'Stop it',
    alarm: {
      waits:
        'Somebody signed in to your account has asked to open your vault with the help of {name}. It can happen after {ready}. Was this you?',
      ready:
        'Somebody signed in to your account has asked to open your vault with the help of {name}. It can happen now, until {until}. Was this you?',
      given:
        'Somebody signed in to your account has fetched what opens your vault together with the page of {name} ({given}). Was this you? If not, stop it, look at your devices and renew the keys.',
      mine: 'It was me',
    },
    card: {
      title: 'Recovery contact',
      lead: 'A person you trust can help you back in when you have lost every key. They get a page that opens nothing alone. It works three days after you ask for it, and any of your devices can stop it. It does not replace your kit.',
      add: 'Choose a recovery contact',
      facts: 'Recovery contact. Made: {made}.',
      used: 'The page of {name} has opened your vault ({date}) and opens nothing any more. Choose a contact anew and give them the new page.',
      broken:
        'The page of {name} opens nothing any more: what belongs to it is gone. Remove this contact and choose one anew.',
      removeTitle: 'Remove “{name}”?',
      removeDetail: 'The page they have opens nothing any more. Ask them to destroy it.',
    },
    make: {
      title: 'A recovery contact',
      nameLead:
        'Choose somebody you will still know in years: family, a friend, a lawyer. They need no account and no device.',
      name: 'Name of the person',
      nameHint: 'Sealed in your vault. We do not learn it.',
      next: 'Make their page',
      making: 'Making the page',
      pageLead: 'Print this page or copy it by hand, and give it to {name}. It is shown only now.',
      words: 'Their 24 words',
      print: 'Print this page',
      written: 'I have printed or written it down',
      toCheck: 'Continue',
      checkLead: 'Three words from the page, so that you know it is readable before you need it.',
      word: 'Word {position} of the page',
      wrong: 'This is not word {position} of the page. Look at it again.',
      back: 'See the page again',
      save: 'Choose this contact',
    },
    sheet: {
      title: 'Page of a recovery contact',
      whose: 'For the vault of {email}, made on {date}',
      made: 'Made on {date}',
      give: 'Give this page to {name}.',
      use: 'Nobody can open anything with it alone; {name} needs no account. When the owner of the vault has lost everything else, they sign in to Nornos, choose “Use your recovery contact”, wait three days, and then scan the code or type the 24 words.',
      code: 'The page as a QR code',
      words: 'The 24 words',
      keep: 'Keep it where you keep your own papers. Hand it over only to the owner, face to face: somebody who pretends to be them may ask as well. The code holds the same words: scan it in Nornos alone.',
    },
    open: {
      loading: 'Looking for your recovery contact',
      again: 'Try again',
      lead: 'Somebody you chose has a page with 24 words. It opens your vault three days after you ask here. In that time every device of yours and a mail tell about it, and any of them can stop it.',
      ask: 'Ask my recovery contact',
      waiting:
        'You asked on {asked}. From {ready} on, come back here with the page of your contact. You can close this until then.',
      ready: 'The wait is over. Until {until} the page of your contact opens your vault here.',
      scan: 'Scan its code',
      scanTitle: 'Scan the page',
      scanLead: 'Hold the code on the page of your contact in front of the camera.',
      label: 'The 24 words of the page',
      hint: 'In the order in which they are numbered. You can paste them all into the first box.',
      usedUp: 'The page of your contact is used up. Choose a contact anew under Keys and devices.',
    },
  },
}
