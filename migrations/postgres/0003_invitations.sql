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
    batch_id UUID REFERENCES batches (id) ON DELETE SET NULL,
    inviter_id UUID,
    token_hash BYTEA NOT NULL UNIQUE,
    -- To which its link is: the user's may be another since.
    address TEXT NOT NULL,
    language TEXT NOT NULL,
    -- The inviter's own words.
    message TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    -- When a person first did something on its page: scanners of mails only read it.
    opened_at TIMESTAMPTZ,
    -- When the one reminder was queued.
    reminded_at TIMESTAMPTZ,
    -- When its expiry went into the history, and when the inviter was told of it.
    expiry_noted_at TIMESTAMPTZ,
    expiry_told_at TIMESTAMPTZ,
    -- How the newest message of it fares, or fared until it ended: what figures count.
    mail TEXT NOT NULL DEFAULT 'queued' CHECK (mail IN ('queued', 'sent', 'refused')),
    ended_at TIMESTAMPTZ,
    ending TEXT CHECK (ending IN ('accepted', 'revoked', 'replaced')),
    CHECK ((ended_at IS NULL) = (ending IS NULL)),
    CHECK (expires_at > created_at)
);
-- Nobody has two links that work.
CREATE UNIQUE INDEX invitations_open ON invitations (user_id) WHERE ended_at IS NULL;
CREATE INDEX invitations_by_user ON invitations (user_id, created_at);
-- What the figures of some weeks are counted from.
CREATE INDEX invitations_by_account ON invitations (account_id, created_at);
-- What housekeeping looks for; what has been dealt with isn't in them.
CREATE INDEX invitations_to_note ON invitations (expires_at) WHERE ended_at IS NULL AND expiry_noted_at IS NULL;
CREATE INDEX invitations_to_tell ON invitations (inviter_id)
    WHERE ended_at IS NULL AND expiry_noted_at IS NOT NULL AND expiry_told_at IS NULL;

-- What the list filters by stands at the user, so that no path can forget it.
CREATE FUNCTION note_new_invitations() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    UPDATE users u SET delivery = f.mail, expires_at = f.expires_at
    FROM fresh f
    WHERE u.id = f.user_id AND f.ended_at IS NULL
        AND (u.delivery, u.expires_at) IS DISTINCT FROM (f.mail, f.expires_at);
    RETURN NULL;
END $$;
CREATE FUNCTION note_invitation() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    UPDATE users SET
        delivery = CASE WHEN NEW.ended_at IS NULL THEN NEW.mail END,
        expires_at = CASE WHEN NEW.ended_at IS NULL THEN NEW.expires_at END
    WHERE id = NEW.user_id;
    RETURN NULL;
END $$;
CREATE TRIGGER invitations_noted_insert AFTER INSERT ON invitations
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION note_new_invitations();
CREATE TRIGGER invitations_noted_update AFTER UPDATE OF mail, expires_at, ended_at ON invitations FOR EACH ROW
    WHEN (OLD.ended_at IS NULL
        AND (OLD.mail, OLD.expires_at, OLD.ended_at) IS DISTINCT FROM (NEW.mail, NEW.expires_at, NEW.ended_at))
    EXECUTE FUNCTION note_invitation();

-- A password reset: a link, and beside it a short code to type. Either works once.
CREATE TABLE resets (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- The administrator who started it; nobody, where the person did.
    actor_id UUID,
    token_hash BYTEA NOT NULL UNIQUE,
    -- Wrong codes so far.
    tries BIGINT NOT NULL DEFAULT 0,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    ending TEXT CHECK (ending IN ('used', 'replaced', 'withdrawn')),
    CHECK ((ended_at IS NULL) = (ending IS NULL)),
    CHECK (expires_at > created_at)
);
CREATE UNIQUE INDEX resets_open ON resets (user_id) WHERE ended_at IS NULL;
CREATE INDEX resets_by_user ON resets (user_id, created_at);

-- A change of the sign-in address: confirmed from the new one, told to the old one, undone from there for some days.
CREATE TABLE address_changes (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    actor_id UUID NOT NULL,
    old_email TEXT NOT NULL,
    new_email TEXT NOT NULL,
    confirm_hash BYTEA NOT NULL UNIQUE,
    undo_hash BYTEA NOT NULL UNIQUE,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    confirmed_at TIMESTAMPTZ,
    undoable_until TIMESTAMPTZ,
    ended_at TIMESTAMPTZ,
    ending TEXT CHECK (ending IN ('replaced', 'withdrawn', 'undone')),
    CHECK ((ended_at IS NULL) = (ending IS NULL)),
    CHECK ((confirmed_at IS NULL) = (undoable_until IS NULL)),
    CHECK (ending <> 'undone' OR confirmed_at IS NOT NULL)
);
-- Nobody has two that wait.
CREATE UNIQUE INDEX address_changes_open ON address_changes (user_id) WHERE ended_at IS NULL AND confirmed_at IS NULL;
CREATE INDEX address_changes_by_user ON address_changes (user_id, created_at);

-- The outbox. A row says everything about its mail but the words, which are made at sending.
CREATE TABLE messages (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
    -- Who reads it.
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- Whom a notice is about, where it isn't the reader.
    about_id UUID REFERENCES users (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN (
        'invitation', 'reminder', 'activated', 'reset', 'password-changed', 'address-confirmation', 'address-changed',
        'new-device', 'access-ends', 'invitation-expired', 'access-request', 'access-answer'
    )),
    -- What its link opens; a notice has none.
    invitation_id UUID REFERENCES invitations (id) ON DELETE CASCADE,
    reset_id UUID REFERENCES resets (id) ON DELETE CASCADE,
    address_change_id UUID REFERENCES address_changes (id) ON DELETE CASCADE,
    -- A notice's facts, as JSON.
    particulars TEXT NOT NULL,
    address TEXT NOT NULL,
    language TEXT NOT NULL,
    -- What its Message-ID ends in, fixed when it is queued: a second try says the same.
    domain TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'refused')),
    attempts BIGINT NOT NULL,
    next_try_at TIMESTAMPTZ NOT NULL,
    leased_until TIMESTAMPTZ,
    -- What became of the last try: a server's own words, or the code of what Parvis found.
    answer TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    sent_at TIMESTAMPTZ,
    CHECK ((state = 'sending') = (leased_until IS NOT NULL)),
    CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
    CHECK ((invitation_id IS NOT NULL) = (kind IN ('invitation', 'reminder'))),
    CHECK ((reset_id IS NOT NULL) = (kind = 'reset')),
    CHECK ((address_change_id IS NOT NULL) = (kind IN ('address-confirmation', 'address-changed')))
);
CREATE INDEX messages_due ON messages (next_try_at, id) WHERE state = 'queued';
CREATE INDEX messages_leased ON messages (leased_until) WHERE state = 'sending';
CREATE INDEX messages_by_user ON messages (user_id, created_at);
CREATE INDEX messages_about ON messages (about_id) WHERE about_id IS NOT NULL;
CREATE INDEX messages_by_account ON messages (account_id, id);

CREATE FUNCTION note_new_messages() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    UPDATE invitations i SET mail = CASE f.state WHEN 'sending' THEN 'queued' ELSE f.state END
    FROM fresh f
    WHERE i.id = f.invitation_id AND i.mail <> CASE f.state WHEN 'sending' THEN 'queued' ELSE f.state END;
    RETURN NULL;
END $$;
CREATE FUNCTION note_message() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    UPDATE invitations SET mail =
        (SELECT CASE m.state WHEN 'sending' THEN 'queued' ELSE m.state END FROM messages m
         WHERE m.user_id = NEW.user_id AND m.invitation_id = NEW.invitation_id
         ORDER BY m.created_at DESC, m.id DESC LIMIT 1)
    WHERE id = NEW.invitation_id AND ended_at IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER messages_noted_insert AFTER INSERT ON messages
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION note_new_messages();
CREATE TRIGGER messages_noted_update AFTER UPDATE OF state ON messages FOR EACH ROW
    WHEN (NEW.invitation_id IS NOT NULL
        AND CASE NEW.state WHEN 'sending' THEN 'queued' ELSE NEW.state END
            <> CASE OLD.state WHEN 'sending' THEN 'queued' ELSE OLD.state END)
    EXECUTE FUNCTION note_message();
