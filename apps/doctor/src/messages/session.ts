/** Every word of the app inside a session, by screen, together with the words of the pages outside. */
import { englishMessages } from '@nornos/engine'
import { type FieldId, field, fieldIds, type MetricId, metric, metricIds } from '@nornos/health-model'
import { analysisMessages } from './analysis.ts'
import { messages } from './en.ts'
import { engineKey } from './engine-key.ts'
import { patientMessages } from './patient.ts'
import { sendMessages } from './send.ts'
import { unitMessages } from './units.ts'

const fields = Object.fromEntries(fieldIds.map((id) => [id, field(id).title])) as Record<FieldId, string>
const metrics = Object.fromEntries(metricIds.map((id) => [id, metric(id).title])) as Record<MetricId, string>
/** By the engine's key with underscores; see engine-key.ts. */
const engine: Record<string, string> = Object.fromEntries(
  Object.entries(englishMessages).map(([key, text]) => [engineKey(key), text]),
)

export const sessionMessages = {
  ...messages,
  ...sendMessages,
  frame: {
    navigation: 'Main',
    skip: 'Go to the content',
    patients: 'Patients',
    myCode: 'My code',
    send: 'Send',
    interrupted:
      'The connection is interrupted. Connecting again. What you see may be out of date and is cleared after a minute.',
    lost: 'No connection to Nornos. Patient data was cleared from this page. Connecting again.',
    notADoctorTitle: 'Patients',
    notADoctor: 'Your account does not read patient data.',
    notADoctorHelp: 'Only doctors whose licence was checked can open what patients share.',
  },
  session: {
    locksIn: 'Locks in {minutes} min',
    lock: 'Lock',
    lockNow: 'Lock now',
    signOut: 'Sign out',
    stillThere: 'Are you still there?',
    locksInSeconds: 'This session locks in {seconds, plural, one {# second} other {# seconds}}.',
    nothingLost: 'Patient data is then cleared from this computer. You sign in again to go on.',
    stay: 'Stay signed in',
  },
  patients: {
    title: 'Patients sharing with you',
    lead: 'Nothing is stored on this computer. Each patient sees when you open their data.',
    caption: 'Patients who share with you now',
    reading: 'Reading who shares with you',
    none: 'No patient is sharing with you.',
    noneHelp: 'Give a patient your code. They enter it in their app and choose what you can see.',
    showMyCode: 'Show my code',
    sortBy: 'Sort by',
    sort: { ends: 'Access ends soonest', name: 'Name', started: 'Shared last' },
    patient: 'Patient',
    sharedWithYou: 'Shared with you',
    purpose: 'Purpose',
    endsIn: 'Access ends in',
    dataTo: 'Data to',
    fieldsWithData: 'Fields with data',
    open: 'Open {name}',
    lookUp: 'Look up how far the data go',
    lookUpSeen: 'Each patient sees that you looked.',
    notLooked: 'Not opened yet',
    noData: 'No data received',
    coverage: '{filled} of {all}',
    left: {
      days: '{count, plural, one {# day} other {# days}}',
      hours: '{count, plural, one {# hour} other {# hours}}',
      minutes: '{count, plural, =0 {less than a minute} one {# minute} other {# minutes}}',
    },
  },
  purposes: {
    routine_checkup: 'Routine check-up',
    specialist_consultation: 'Specialist consultation',
    second_opinion: 'Second opinion',
    treatment: 'Treatment',
    emergency: 'Emergency',
    research: 'Research',
    self_care: 'Self-care',
  },
  patient: patientMessages,
  ended: {
    title: 'Access ended',
    stopped: '{name} stopped sharing at {time}. Their data was removed from this session.',
    expired: 'The access that {name} gave you ended at {time}. Their data was removed from this session.',
    changed: '{name} changed what they share at {time}. What you had open was removed from this session.',
    openAgain: 'Open what is shared now',
    back: 'Back to patients',
    lostTitle: 'Connection lost',
    lost: 'It cannot be checked whether {name} is still sharing, so their data was removed from this session. It comes back with the connection.',
  },
  analysis: analysisMessages,
  myCode: {
    title: 'My code',
    lead: 'A patient enters this code in their app to share with you.',
    reading: 'Reading your code',
    copy: 'Copy code',
    copied: 'Code copied.',
    effect:
      'The code shows a patient your name and clinic. It opens nothing by itself: the patient chooses what you can see, for what and until when.',
  },
  problem: {
    noNetwork: 'You are offline.',
    offline: 'Nornos cannot be reached.',
    down: 'A part of Nornos is not available right now.',
    busy: 'Too many requests in a short time.',
    'signed-out': 'Your session has ended.',
    'not-your-role': 'This is not open to your account.',
    absent: 'Not in this share.',
    failed: 'Something went wrong on our side.',
    safe: 'Nothing was changed, and nothing is stored on this computer.',
    wait: 'Wait {seconds, plural, one {# second} other {# seconds}}, then try again. Nothing was changed.',
    again: 'Try again',
    reference: 'Reference for support: {id}',
  },
  fields,
  metrics,
  units: unitMessages,
  engine,
}
