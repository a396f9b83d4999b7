export { QuestionnairesScreen as default } from '#src/screens/questionnaires/QuestionnairesScreen.tsx'
