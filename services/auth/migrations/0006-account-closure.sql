-- A patient closes their account: the proofs, the browsers, the sessions and the person go in one transaction.
-- Kept by the database, not by code: only an account without a membership can go, because a membership is what
-- consents name; the sessions that end with it stay on the list that every gateway reads.

create policy accounts_close on accounts for delete to nornos_auth_app
  using ((select actor_type()) = 'service');
create policy credentials_close on credentials for delete to nornos_auth_app
  using ((select actor_type()) = 'service');
create policy known_devices_close on known_devices for delete to nornos_auth_app
  using ((select actor_type()) = 'service');
create policy sessions_close on sessions for delete to nornos_auth_app
  using ((select actor_type()) = 'service');

grant delete on accounts, credentials, known_devices, sessions to nornos_auth_app;
