export { RecordsScreen as default } from '#src/screens/records/RecordsScreen.tsx'
