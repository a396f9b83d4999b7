export { PatientsScreen as default } from '#src/screens/patients/PatientsScreen.tsx'
