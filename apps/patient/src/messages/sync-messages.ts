/** You → Sync: what is in the vault, what waits, what was changed twice, what does not fit. */
export const syncMessages = {
  syncScreen: {
    title: 'Sync',
    lead: 'Your vault is the encrypted copy. This device works without it and sends what you change.',
    go: 'Sync in detail',
    now: 'Sync now',
    state: 'Now',
    room: 'Room in your vault',
    roomUsed: '{used} of {all} used',
    step: 'Step of your vault',
    stepHint: 'Each saved change is one signed step. This device has followed all of them up to here.',
    loading: 'Reading what this device has sent',
    failed: 'This could not be read on this device. Your data is safe. Reload the page.',
    waiting: {
      title: 'Waiting to be sent',
      none: 'Nothing waits. Everything on this device is in your vault.',
      changes: 'Changes',
      deletions: 'Of these, deletions',
      size: 'Size, sealed',
      since: 'Oldest from',
      safe: 'They are safe on this device, also when it is switched off.',
    },
    conflicts: {
      title: 'Changed on two devices',
      none: 'Nothing was changed on two devices at once.',
      lead: 'Both versions are kept. Choose the one that holds; it then holds on all your devices.',
      versions: 'Versions of “{field}”',
      from: '{device}, {when}',
      unknownDevice: 'A device that was removed',
      shown: 'shown until you choose',
      empty: 'No value',
      sourceOrder: 'Order of trust of your sources',
      unnamedSource: 'A source without a name',
      choose: 'Choose',
      chosen: 'Chosen. It goes to your other devices.',
    },
    alarm: {
      title: 'Your vault needs attention',
      since: 'Since {when}',
      safeTitle: 'What is safe',
      safe: 'Everything on this device. Nothing here was overwritten, and nothing is sent until you decide.',
      nextTitle: 'What to do',
      evidence: 'Save the evidence',
      evidenceHint:
        'A file with the signed steps that contradict each other. It holds none of your health data.',
      recheck: 'Look again',
      rechecking: 'Looking again',
      still: 'The same is still wrong. Nothing was changed.',
      cleared: 'It fits now. Your devices are in step again.',
      unseen:
        'Your vault could not be looked at: the service does not answer, or this device failed at it. Nothing was changed. It is looked at again at the next sync.',
      recheckHint:
        'Checks again from the last step that was good, by the same rules. It cannot make anything worse.',
      restore: 'Restore or take home',
      clear: 'Delete what is on this device',
      clearTitle: 'Delete what is on this device?',
      clearDetail:
        'Your vault stays as it is, on your other devices and with us.{changes, plural, =0 {} one { # change that was never sent is lost.} other { # changes that were never sent are lost.}} Afterwards you can open your vault here again.',
      clearNot: 'Keep it',
      clearFailed: 'This did not work. Nothing was deleted.',
      accept: 'Go on with it',
      accepting: 'Bringing back what is newer here',
      happened: {
        rollback:
          'Your vault’s server shows an older state than this device has seen. It may have been put back from an old backup, or somebody is hiding newer changes.',
        rollbackWitness:
          'Your vault’s server shows fewer steps than a second, separate service of Nornos has noted for your vault. One of the two is wrong.',
        fork: 'Your vault’s server shows a history that contradicts the one this device has followed.',
        forkWitness:
          'Your vault’s server shows this device another history than your other devices have reported to a second, separate service.',
        unknown_device: 'A change was made by a device that is not on your list.',
        altered_object: 'Something in your vault is not what was stored there. It was damaged, or altered.',
        newer_app:
          'Another of your devices wrote something that this version of Nornos does not know. It has a newer version, most likely.',
        missing_blob: 'A part of your vault is gone from the server.',
        roster_mismatch: 'The list of your devices that was shown is not the one you signed.',
        device_removed: 'Another of your devices has removed this one.',
        restored:
          'Whoever runs your Nornos has put your vault back from a backup. It is older than what this device has seen.',
        restoredWitness:
          'Your vault’s server says that it was put back from a backup. Its list of your devices is older than the one that a second, separate service has noted.',
      },
      next: {
        rollback:
          'Ask whoever runs your Nornos whether a backup was put back. Then choose “Look again”. If it stays, keep the evidence.',
        fork: 'Add no new device until this is settled. Save the evidence and give it to whoever runs your Nornos.',
        unknown_device: 'Look at your list of devices. Save the evidence before anything else.',
        altered_object:
          'Choose “Look again”: a damaged transfer passes. If it stays, another device or a backup can bring it back.',
        newer_app:
          'Close Nornos here and open it again, so that it gets its newest version. Then choose “Look again”. Your other devices go on meanwhile.',
        missing_blob:
          'Choose “Look again” later. If it stays, open another device that has it, or restore a backup.',
        device_removed:
          'If that was you, nothing is wrong: delete what is on this device, then open your vault here again as a new one. Changes that were never sent are nowhere else: take a readable export first if you want to keep them. If it was not you, look at your devices on another one.',
        restored:
          'If you were told about it, or can ask: choose “Go on with it”. What this device has newer is then sent again. If nobody knows of a backup, save the evidence and do not go on.',
        roster_mismatch:
          'Do not share anything new. Save the evidence and give it to whoever runs your Nornos.',
      },
    },
    restored: {
      title: 'Put back from a backup',
      lead: 'Your vault was put back from a backup on {when}.',
      broughtBack:
        '{count, plural, =0 {This device had nothing newer.} one {# change of this device was sent again.} other {# changes of this device were sent again.}}',
      lost: 'These files were in the vault alone and are not in the backup: {names}. Add them again.',
    },
    history: {
      title: 'Last syncs',
      caption: 'The last syncs of this device',
      none: 'No sync yet on this device.',
      when: 'When',
      what: 'What happened',
      moved: 'Moved',
      outcome: {
        saved: 'Saved',
        offline: 'Not connected',
        failed: 'Could not be saved',
        alarm: 'Something did not fit',
        rechecked: 'You had it looked at again',
      },
      counts: '{sent} sent, {received} received',
      nothing: 'Nothing new',
    },
  },
}
