export { RecordScreen as default } from '#src/screens/records/RecordScreen.tsx'
