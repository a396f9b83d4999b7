export { RecordAddScreen as default } from '#src/screens/records/RecordAddScreen.tsx'
