export { InboxScreen as default } from '#src/screens/inbox/InboxScreen.tsx'
