-- Another password and deactivation end all sessions of a user that were begun before.
ALTER TABLE crew_user ADD COLUMN sessions integer NOT NULL DEFAULT 0;
