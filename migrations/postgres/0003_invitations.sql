-- One sending of the invitation form. Its id is the form's idempotency key; `results` is what its page shows.
CREATE TABLE batches (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
    inviter_id UUID NOT NULL,
    -- Of everything that was sent: a form that comes again with other contents isn't the same form.
    digest BYTEA NOT NULL,
    results TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE invitations (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    batch_id UUID REFERENCES batches (id),
    inviter_id UUID,
    token_hash BYTEA NOT NULL UNIQUE,
    language TEXT NOT NULL,
    -- The inviter's own words.
    message TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    ending TEXT CHECK (ending IN ('accepted', 'revoked', 'replaced')),
    CHECK ((ended_at IS NULL) = (ending IS NULL)),
    CHECK (expires_at > created_at)
);
-- Nobody has two links that work.
CREATE UNIQUE INDEX invitations_open ON invitations (user_id) WHERE ended_at IS NULL;
CREATE INDEX invitations_by_user ON invitations (user_id, created_at);

-- The outbox. A row says everything about its mail but the words, which are made at sending.
CREATE TABLE messages (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    invitation_id UUID REFERENCES invitations (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('invitation')),
    address TEXT NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'refused')),
    attempts BIGINT NOT NULL,
    next_try_at TIMESTAMPTZ NOT NULL,
    leased_until TIMESTAMPTZ,
    -- The server's last words.
    answer TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    sent_at TIMESTAMPTZ,
    CHECK ((state = 'sending') = (leased_until IS NOT NULL)),
    CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
    CHECK ((kind = 'invitation') = (invitation_id IS NOT NULL))
);
CREATE INDEX messages_due ON messages (next_try_at, id) WHERE state = 'queued';
CREATE INDEX messages_leased ON messages (leased_until) WHERE state = 'sending';
CREATE INDEX messages_by_user ON messages (user_id, created_at);
CREATE INDEX messages_by_account ON messages (account_id, id);
