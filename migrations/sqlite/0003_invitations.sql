-- One sending of the invitation form. Its id is the form's idempotency key; `results` is what its page shows.
CREATE TABLE batches (
    id BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    inviter_id BLOB NOT NULL,
    -- Of everything that was sent: a form that comes again with other contents isn't the same form.
    digest BLOB NOT NULL,
    results TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE invitations (
    id BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    batch_id BLOB REFERENCES batches (id),
    inviter_id BLOB,
    token_hash BLOB NOT NULL UNIQUE,
    language TEXT NOT NULL,
    -- The inviter's own words.
    message TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_at INTEGER,
    ending TEXT CHECK (ending IN ('accepted', 'revoked', 'replaced')),
    CHECK ((ended_at IS NULL) = (ending IS NULL)),
    CHECK (expires_at > created_at)
) STRICT;
-- Nobody has two links that work.
CREATE UNIQUE INDEX invitations_open ON invitations (user_id) WHERE ended_at IS NULL;
CREATE INDEX invitations_by_user ON invitations (user_id, created_at);

-- The outbox. A row says everything about its mail but the words, which are made at sending.
CREATE TABLE messages (
    id BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    invitation_id BLOB REFERENCES invitations (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('invitation')),
    address TEXT NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'refused')),
    attempts INTEGER NOT NULL,
    next_try_at INTEGER NOT NULL,
    leased_until INTEGER,
    -- The server's last words.
    answer TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    sent_at INTEGER,
    CHECK ((state = 'sending') = (leased_until IS NOT NULL)),
    CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
    CHECK ((kind = 'invitation') = (invitation_id IS NOT NULL))
) STRICT;
CREATE INDEX messages_due ON messages (next_try_at, id) WHERE state = 'queued';
CREATE INDEX messages_leased ON messages (leased_until) WHERE state = 'sending';
CREATE INDEX messages_by_user ON messages (user_id, created_at);
CREATE INDEX messages_by_account ON messages (account_id, id);
