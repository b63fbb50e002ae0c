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
    -- Of the open invitation: how its newest mail fares, and until when its link works.
    delivery TEXT CHECK (delivery IN ('queued', 'sent', 'refused')),
    expires_at TIMESTAMPTZ,
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
    CHECK ((delivery IS NULL) = (expires_at IS NULL)),
    CHECK ((access_ends_at IS NULL) = (access_ends_set_by IS NULL)),
    -- What a user's departments and services refer to, so that nobody gets another account's.
    UNIQUE (account_id, id)
);
-- Byte order, as SQLite has it, whatever the database's locale is.
ALTER TABLE users ALTER COLUMN sort_key TYPE TEXT COLLATE "C";
CREATE INDEX users_by_access_end ON users (access_ends_at) WHERE access_ends_at IS NOT NULL;
CREATE INDEX users_by_deletion ON users (deleted_at) WHERE deleted_at IS NOT NULL;
ALTER TABLE users ALTER COLUMN email_key TYPE TEXT COLLATE "C";
-- The list's orders, each state's own run in each, with what a walk along them tests: no row is read for it.
CREATE INDEX users_by_name ON users (account_id, state, sort_key, id) INCLUDE (search, role_id, reason, delivery, expires_at);
CREATE INDEX users_by_address ON users (account_id, state, email_key, id) INCLUDE (search, role_id, reason, delivery, expires_at);
CREATE INDEX users_by_role ON users (account_id, role_id, state, sort_key, id) INCLUDE (search, reason, delivery, expires_at);
CREATE INDEX users_by_invitation ON users (account_id, state, invited_at, sort_key, id)
    INCLUDE (search, role_id, reason, delivery, expires_at);
CREATE INDEX users_by_sign_in ON users (account_id, state, signed_in_at, sort_key, id)
    INCLUDE (search, role_id, reason, delivery, expires_at);
-- Those inactive for a reason, with all that the list asks of them.
CREATE INDEX users_by_reason ON users (account_id, reason, sort_key, id)
    INCLUDE (search, state, role_id, email_key, invited_at, signed_in_at) WHERE reason IS NOT NULL;
-- Those whose invitation is open, likewise, by how its mail fares and by when it expires.
CREATE INDEX users_by_delivery ON users (account_id, delivery, expires_at)
    INCLUDE (sort_key, id, search, state, role_id, email_key, invited_at, signed_in_at) WHERE delivery IS NOT NULL;
CREATE INDEX users_by_expiry ON users (account_id, expires_at)
    INCLUDE (sort_key, id, search, state, role_id, email_key, invited_at, signed_in_at) WHERE expires_at IS NOT NULL;

-- How many users there are: read instead of counting a million. The sum of the rows counts, so that no transaction
-- waits for another's; who adds the row that makes them many folds them, and leaves alone what another is folding.
CREATE TABLE user_counts (
    account_id UUID NOT NULL,
    role_id UUID NOT NULL,
    state TEXT NOT NULL,
    n BIGINT NOT NULL
);
CREATE INDEX user_counts_by_account ON user_counts (account_id);
CREATE FUNCTION fold_user_counts(account UUID) RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT COUNT(*) FROM user_counts WHERE account_id = account) > 200 THEN
        WITH taken AS (
            SELECT ctid AS place FROM user_counts WHERE account_id = account FOR UPDATE SKIP LOCKED
        ), gone AS (
            DELETE FROM user_counts WHERE ctid = ANY (ARRAY(SELECT place FROM taken)) RETURNING role_id, state, n
        )
        INSERT INTO user_counts (account_id, role_id, state, n)
        SELECT account, role_id, state, SUM(n) FROM gone GROUP BY role_id, state HAVING SUM(n) <> 0;
    END IF;
END $$;
CREATE FUNCTION count_new_users() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO user_counts (account_id, role_id, state, n)
    SELECT account_id, role_id, state, COUNT(*) FROM fresh GROUP BY account_id, role_id, state;
    PERFORM fold_user_counts(account_id) FROM (SELECT DISTINCT account_id FROM fresh) accounts;
    RETURN NULL;
END $$;
CREATE FUNCTION count_gone_users() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO user_counts (account_id, role_id, state, n)
    SELECT account_id, role_id, state, -COUNT(*) FROM gone GROUP BY account_id, role_id, state;
    RETURN NULL;
END $$;
CREATE FUNCTION count_changed_user() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO user_counts (account_id, role_id, state, n)
    VALUES (OLD.account_id, OLD.role_id, OLD.state, -1), (NEW.account_id, NEW.role_id, NEW.state, 1);
    PERFORM fold_user_counts(NEW.account_id);
    RETURN NULL;
END $$;
CREATE TRIGGER users_counted_insert AFTER INSERT ON users
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION count_new_users();
CREATE TRIGGER users_counted_delete AFTER DELETE ON users
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION count_gone_users();
CREATE TRIGGER users_counted_update AFTER UPDATE OF state, role_id ON users FOR EACH ROW
    WHEN ((OLD.state, OLD.role_id) IS DISTINCT FROM (NEW.state, NEW.role_id)) EXECUTE FUNCTION count_changed_user();
CREATE INDEX users_search ON users USING gin (search gin_trgm_ops);
-- What has no three letters in a row has no trigram: each sign and each two that follow each other have an index of
-- their own.
CREATE FUNCTION grams(whole TEXT) RETURNS TEXT[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    signs TEXT[] := string_to_array(whole, NULL);
    found TEXT[] := signs;
    previous TEXT;
    sign TEXT;
BEGIN
    FOREACH sign IN ARRAY signs LOOP
        IF previous IS NOT NULL THEN
            found := found || (previous || sign);
        END IF;
        previous := sign;
    END LOOP;
    RETURN found;
END $$;
CREATE INDEX users_search_grams ON users USING gin (grams(search) COLLATE "C");
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
    agent TEXT NOT NULL,
    -- The account of others that an agent of the support is in by it.
    support_id UUID REFERENCES support_accesses (id)
);
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_support ON sessions (support_id) WHERE support_id IS NOT NULL;

-- Failed tries by address typed and by peer, under a hash of which.
CREATE TABLE throttles (
    key BYTEA PRIMARY KEY,
    failures BIGINT NOT NULL,
    failed_at TIMESTAMPTZ NOT NULL,
    blocked_until TIMESTAMPTZ NOT NULL
);
