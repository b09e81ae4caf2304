-- SPDX-License-Identifier: ISC
-- The truth. Only this file has versions (user_version, LOG_VERSION in
-- log.h); the tables of view.sql are rebuilt from it.

CREATE TABLE log (
  seq             INTEGER PRIMARY KEY CHECK (seq > 0),  -- 1, 2, 3 ... without a gap
  at              INTEGER NOT NULL,     -- UTC seconds, never before the predecessor's
  uid             INTEGER NOT NULL,     -- the peer's uid; the daemon's own for its entries
  key             BLOB NOT NULL CHECK (length(key) = 32),  -- who signed
  request         BLOB NOT NULL,        -- the exact bytes that were signed
  request_sha512  BLOB NOT NULL CHECK (length(request_sha512) = 64),
  signature       BLOB NOT NULL CHECK (length(signature) = 64),
  reading         TEXT NOT NULL,        -- JSON: what changeable rules made of the request
  reading_sha256  BLOB NOT NULL CHECK (length(reading_sha256) = 32),  -- of the reading as it was first; a redaction keeps both hashes
  previous        BLOB NOT NULL CHECK (length(previous) = 32),  -- the predecessor's hash
  hash            BLOB NOT NULL CHECK (length(hash) = 32)       -- SHA-256 of the entry's line
) STRICT;

-- Entries whose former words are out of the log and the tables, and not yet
-- out of the file's free space and its write-ahead log. Not part of the truth.
CREATE TABLE erasure (
  seq  INTEGER PRIMARY KEY             -- the log.redact that took them out
) STRICT;

-- What the tables were built from.
CREATE TABLE built (
  only         INTEGER PRIMARY KEY CHECK (only = 1),
  view_sha256  BLOB NOT NULL            -- of the view.sql in force
) STRICT;
