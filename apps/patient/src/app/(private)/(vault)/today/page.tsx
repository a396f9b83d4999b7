export { TodayScreen as default } from '#src/screens/today/TodayScreen.tsx'
