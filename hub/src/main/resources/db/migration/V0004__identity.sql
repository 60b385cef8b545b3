-- Whom a key means. Two racing creates meet in the primary key.
CREATE TABLE identity_key (
  unit      integer NOT NULL,
  kind      smallint NOT NULL,
  value     text COLLATE "C" NOT NULL,
  prospect  bigint NOT NULL,
  PRIMARY KEY (unit, kind, value)
);
CREATE INDEX identity_key_prospect ON identity_key (prospect);
