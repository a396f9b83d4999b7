export { PatientScreen as default } from '#src/screens/patient/PatientScreen.tsx'
