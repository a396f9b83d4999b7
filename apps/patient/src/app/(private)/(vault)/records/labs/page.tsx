export { LabsScreen as default } from '#src/screens/labs/LabsScreen.tsx'
