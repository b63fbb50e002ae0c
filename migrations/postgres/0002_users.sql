CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- `email_key` is the normalised address: one person, one user, on the whole instance.
-- `search` is name and address folded (lower case, no marks); `sort_key` the folded name, or the address.
CREATE TABLE users (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
    role_id UUID NOT NULL,
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
    version BIGINT NOT NULL DEFAULT 0,
    search TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    -- The newest invitation's.
    invited_at TIMESTAMPTZ,
    activated_at TIMESTAMPTZ,
    signed_in_at TIMESTAMPTZ,
    -- Past it the user is inactive; who set it is told beforehand.
    access_ends_at TIMESTAMPTZ,
    access_ends_set_by UUID,
    -- Notices of it that are due no more: 7 days before, 1 day before.
    access_end_notices BIGINT NOT NULL DEFAULT 0,
    deleted_at TIMESTAMPTZ,
    FOREIGN KEY (account_id, role_id) REFERENCES roles (account_id, id),
    CHECK (state <> 'active' OR password_hash IS NOT NULL),
    CHECK ((state = 'inactive') = (reason IS NOT NULL)),
    CHECK ((state = 'deleted') = (deleted_at IS NOT NULL)),
    CHECK ((access_ends_at IS NULL) = (access_ends_set_by IS NULL)),
    -- What a user's departments and services refer to, so that nobody gets another account's.
    UNIQUE (account_id, id)
);
-- Byte order, as SQLite has it, whatever the database's locale is.
ALTER TABLE users ALTER COLUMN sort_key TYPE TEXT COLLATE "C";
CREATE INDEX users_by_name ON users (account_id, sort_key, id);
CREATE INDEX users_by_state ON users (account_id, state, sort_key, id);
CREATE INDEX users_by_access_end ON users (access_ends_at) WHERE access_ends_at IS NOT NULL;
CREATE INDEX users_by_deletion ON users (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX users_search ON users USING gin (search gin_trgm_ops);
ALTER TABLE accounts ADD FOREIGN KEY (holder_id) REFERENCES users (id) DEFERRABLE INITIALLY DEFERRED;

-- Somebody who is being created: what was typed so far, as JSON. Its id is the form's idempotency key; once the person
-- is there, it only says who that is.
CREATE TABLE drafts (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
    author_id UUID NOT NULL,
    content TEXT NOT NULL,
    user_id UUID REFERENCES users (id) ON DELETE CASCADE,
    saved_at TIMESTAMPTZ NOT NULL,
    CHECK ((user_id IS NOT NULL) = (content = ''))
);
CREATE INDEX drafts_by_user ON drafts (user_id) WHERE user_id IS NOT NULL;

-- A browser that somebody signed in with; only the hash of its cookie's token.
CREATE TABLE sessions (
    id UUID PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    token_hash BYTEA NOT NULL UNIQUE,
    created_at TIMESTAMPTZ NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id);

-- Failed tries by address typed and by peer, under a hash of which.
CREATE TABLE throttles (
    key BYTEA PRIMARY KEY,
    failures BIGINT NOT NULL,
    failed_at TIMESTAMPTZ NOT NULL,
    blocked_until TIMESTAMPTZ NOT NULL
);
