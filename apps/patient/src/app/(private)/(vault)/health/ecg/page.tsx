export { EcgScreen as default } from '#src/screens/ecg/EcgScreen.tsx'
