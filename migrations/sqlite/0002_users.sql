-- `email_key` is the normalised address: one person, one user, on the whole instance.
-- `search` is name and address folded (lower case, no marks); `sort_key` the folded name, or the address.
CREATE TABLE users (
    -- The full-text index points at rows by number, and a number of its own survives VACUUM.
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    role_id BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'inactive', 'invited', 'deleted')),
    -- Why somebody is inactive.
    reason TEXT CHECK (reason IN ('never-activated', 'deactivated', 'revoked', 'ended')),
    email TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    -- Where notices go (a secretary's address, say); links that open the account go to `email` alone.
    notification_email TEXT,
    phone TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL,
    password_hash TEXT,
    -- Counts the edits: two editors can't overwrite each other.
    version INTEGER NOT NULL DEFAULT 0,
    search TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    -- The newest invitation's.
    invited_at INTEGER,
    -- Of the open invitation: how its newest mail fares, and until when its link works.
    delivery TEXT CHECK (delivery IN ('queued', 'sent', 'refused')),
    expires_at INTEGER,
    activated_at INTEGER,
    signed_in_at INTEGER,
    -- Past it the user is inactive; who set it is told beforehand.
    access_ends_at INTEGER,
    access_ends_set_by BLOB,
    -- Notices of it that are due no more: 7 days before, 1 day before.
    access_end_notices INTEGER NOT NULL DEFAULT 0,
    deleted_at INTEGER,
    FOREIGN KEY (account_id, role_id) REFERENCES roles (account_id, id),
    CHECK (state <> 'active' OR password_hash IS NOT NULL),
    CHECK ((state = 'inactive') = (reason IS NOT NULL)),
    CHECK ((state = 'deleted') = (deleted_at IS NOT NULL)),
    CHECK ((delivery IS NULL) = (expires_at IS NULL)),
    CHECK ((access_ends_at IS NULL) = (access_ends_set_by IS NULL)),
    -- What a user's departments and services refer to, so that nobody gets another account's.
    UNIQUE (account_id, id)
) STRICT;
CREATE INDEX users_by_access_end ON users (access_ends_at) WHERE access_ends_at IS NOT NULL;
CREATE INDEX users_by_deletion ON users (deleted_at) WHERE deleted_at IS NOT NULL;
-- The list's orders, each state's own run in each, with what a walk along them tests: no row is read for it.
CREATE INDEX users_by_name ON users (account_id, state, sort_key, id, search, role_id, reason, delivery, expires_at);
CREATE INDEX users_by_address ON users (account_id, state, email_key, id, search, role_id, reason, delivery, expires_at);
CREATE INDEX users_by_role ON users (account_id, role_id, state, sort_key, id, search, reason, delivery, expires_at);
CREATE INDEX users_by_invitation ON users (account_id, state, invited_at, sort_key, id, search, role_id, reason, delivery, expires_at);
CREATE INDEX users_by_sign_in ON users (account_id, state, signed_in_at, sort_key, id, search, role_id, reason, delivery, expires_at);
-- Those inactive for a reason, with all that the list asks of them.
CREATE INDEX users_by_reason
    ON users (account_id, reason, sort_key, id, search, state, role_id, email_key, invited_at, signed_in_at) WHERE reason IS NOT NULL;
-- Those whose invitation is open, likewise, by how its mail fares and by when it expires.
CREATE INDEX users_by_delivery
    ON users (account_id, delivery, expires_at, sort_key, id, search, state, role_id, email_key, invited_at, signed_in_at)
    WHERE delivery IS NOT NULL;
CREATE INDEX users_by_expiry
    ON users (account_id, expires_at, sort_key, id, search, state, role_id, email_key, invited_at, signed_in_at)
    WHERE expires_at IS NOT NULL;

-- How many users there are: read instead of counting a million.
CREATE TABLE user_counts (
    account_id BLOB NOT NULL,
    role_id BLOB NOT NULL,
    state TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (account_id, role_id, state)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER users_counted_insert AFTER INSERT ON users BEGIN
    INSERT INTO user_counts (account_id, role_id, state, n) VALUES (new.account_id, new.role_id, new.state, 1)
    ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER users_counted_delete AFTER DELETE ON users BEGIN
    UPDATE user_counts SET n = n - 1
    WHERE account_id = old.account_id AND role_id = old.role_id AND state = old.state;
END;
CREATE TRIGGER users_counted_update AFTER UPDATE OF state, role_id ON users BEGIN
    UPDATE user_counts SET n = n - 1
    WHERE account_id = old.account_id AND role_id = old.role_id AND state = old.state;
    INSERT INTO user_counts (account_id, role_id, state, n) VALUES (new.account_id, new.role_id, new.state, 1)
    ON CONFLICT DO UPDATE SET n = n + 1;
END;

CREATE VIRTUAL TABLE users_search USING fts5 (
    search, content = 'users', content_rowid = 'seq', tokenize = 'trigram', columnsize = 0
);
-- Which trigrams there are, and where. Two spaces end each text: so every letter begins one.
CREATE VIRTUAL TABLE users_search_terms USING fts5vocab (users_search, instance);
CREATE TRIGGER users_search_insert AFTER INSERT ON users BEGIN
    INSERT INTO users_search (rowid, search) VALUES (new.seq, new.search || '  ');
END;
CREATE TRIGGER users_search_delete AFTER DELETE ON users BEGIN
    INSERT INTO users_search (users_search, rowid, search) VALUES ('delete', old.seq, old.search || '  ');
END;
CREATE TRIGGER users_search_update AFTER UPDATE OF search ON users BEGIN
    INSERT INTO users_search (users_search, rowid, search) VALUES ('delete', old.seq, old.search || '  ');
    INSERT INTO users_search (rowid, search) VALUES (new.seq, new.search || '  ');
END;

-- Somebody who is being created: what was typed so far, as JSON. Its id is the form's idempotency key; once the person
-- is there, it only says who that is.
CREATE TABLE drafts (
    id BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    author_id BLOB NOT NULL,
    content TEXT NOT NULL,
    user_id BLOB REFERENCES users (id) ON DELETE CASCADE,
    saved_at INTEGER NOT NULL,
    CHECK ((user_id IS NOT NULL) = (content = ''))
) STRICT;
CREATE INDEX drafts_by_user ON drafts (user_id) WHERE user_id IS NOT NULL;

-- A browser that somebody signed in with; only the hash of its cookie's token.
CREATE TABLE sessions (
    id BLOB PRIMARY KEY,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    token_hash BLOB NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL,
    -- The account of others that an agent of the support is in by it.
    support_id BLOB REFERENCES support_accesses (id)
) STRICT;
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_support ON sessions (support_id) WHERE support_id IS NOT NULL;

-- Failed tries by address typed and by peer, under a hash of which.
CREATE TABLE throttles (
    key BLOB PRIMARY KEY,
    failures INTEGER NOT NULL,
    failed_at INTEGER NOT NULL,
    blocked_until INTEGER NOT NULL
) STRICT;
