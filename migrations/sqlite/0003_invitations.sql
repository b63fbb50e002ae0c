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
    batch_id BLOB REFERENCES batches (id) ON DELETE SET NULL,
    inviter_id BLOB,
    token_hash BLOB NOT NULL UNIQUE,
    -- To which its link is: the user's may be another since.
    address TEXT NOT NULL,
    language TEXT NOT NULL,
    -- The inviter's own words.
    message TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    -- When a person first did something on its page: scanners of mails only read it.
    opened_at INTEGER,
    -- When the one reminder was queued.
    reminded_at INTEGER,
    -- When its expiry went into the history, and when the inviter was told of it.
    expiry_noted_at INTEGER,
    expiry_told_at INTEGER,
    -- How the newest message of it fares, or fared until it ended: what figures count.
    mail TEXT NOT NULL DEFAULT 'queued' CHECK (mail IN ('queued', 'sent', 'refused')),
    ended_at INTEGER,
    ending TEXT CHECK (ending IN ('accepted', 'revoked', 'replaced')),
    CHECK ((ended_at IS NULL) = (ending IS NULL)),
    CHECK (expires_at > created_at)
) STRICT;
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
CREATE TRIGGER invitations_noted_insert AFTER INSERT ON invitations WHEN new.ended_at IS NULL BEGIN
    UPDATE users SET delivery = new.mail, expires_at = new.expires_at
    WHERE id = new.user_id AND (delivery IS NOT new.mail OR expires_at IS NOT new.expires_at);
END;
CREATE TRIGGER invitations_noted_update AFTER UPDATE OF mail, expires_at, ended_at ON invitations
    WHEN old.ended_at IS NULL
BEGIN
    UPDATE users SET
        delivery = CASE WHEN new.ended_at IS NULL THEN new.mail END,
        expires_at = CASE WHEN new.ended_at IS NULL THEN new.expires_at END
    WHERE id = new.user_id;
END;

-- A password reset: a link, and beside it a short code to type. Either works once.
CREATE TABLE resets (
    id BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- The administrator who started it; nobody, where the person did.
    actor_id BLOB,
    token_hash BLOB NOT NULL UNIQUE,
    -- Wrong codes so far.
    tries INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_at INTEGER,
    ending TEXT CHECK (ending IN ('used', 'replaced', 'withdrawn')),
    CHECK ((ended_at IS NULL) = (ending IS NULL)),
    CHECK (expires_at > created_at)
) STRICT;
CREATE UNIQUE INDEX resets_open ON resets (user_id) WHERE ended_at IS NULL;
CREATE INDEX resets_by_user ON resets (user_id, created_at);

-- A change of the sign-in address: confirmed from the new one, told to the old one, undone from there for some days.
CREATE TABLE address_changes (
    id BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    actor_id BLOB NOT NULL,
    old_email TEXT NOT NULL,
    new_email TEXT NOT NULL,
    confirm_hash BLOB NOT NULL UNIQUE,
    undo_hash BLOB NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    confirmed_at INTEGER,
    undoable_until INTEGER,
    ended_at INTEGER,
    ending TEXT CHECK (ending IN ('replaced', 'withdrawn', 'undone')),
    CHECK ((ended_at IS NULL) = (ending IS NULL)),
    CHECK ((confirmed_at IS NULL) = (undoable_until IS NULL)),
    CHECK (ending <> 'undone' OR confirmed_at IS NOT NULL)
) STRICT;
-- Nobody has two that wait.
CREATE UNIQUE INDEX address_changes_open ON address_changes (user_id) WHERE ended_at IS NULL AND confirmed_at IS NULL;
CREATE INDEX address_changes_by_user ON address_changes (user_id, created_at);

-- The outbox. A row says everything about its mail but the words, which are made at sending.
CREATE TABLE messages (
    id BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    -- Who reads it.
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- Whom a notice is about, where it isn't the reader.
    about_id BLOB REFERENCES users (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN (
        'invitation', 'reminder', 'activated', 'reset', 'password-changed', 'address-confirmation', 'address-changed',
        'new-device', 'access-ends', 'invitation-expired', 'access-request', 'access-answer'
    )),
    -- What its link opens; a notice has none.
    invitation_id BLOB REFERENCES invitations (id) ON DELETE CASCADE,
    reset_id BLOB REFERENCES resets (id) ON DELETE CASCADE,
    address_change_id BLOB REFERENCES address_changes (id) ON DELETE CASCADE,
    -- A notice's facts, as JSON.
    particulars TEXT NOT NULL,
    address TEXT NOT NULL,
    language TEXT NOT NULL,
    -- What its Message-ID ends in, fixed when it is queued: a second try says the same.
    domain TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'refused')),
    attempts INTEGER NOT NULL,
    next_try_at INTEGER NOT NULL,
    leased_until INTEGER,
    -- What became of the last try: a server's own words, or the code of what Parvis found.
    answer TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    sent_at INTEGER,
    CHECK ((state = 'sending') = (leased_until IS NOT NULL)),
    CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
    CHECK ((invitation_id IS NOT NULL) = (kind IN ('invitation', 'reminder'))),
    CHECK ((reset_id IS NOT NULL) = (kind = 'reset')),
    CHECK ((address_change_id IS NOT NULL) = (kind IN ('address-confirmation', 'address-changed')))
) STRICT;
CREATE INDEX messages_due ON messages (next_try_at, id) WHERE state = 'queued';
CREATE INDEX messages_leased ON messages (leased_until) WHERE state = 'sending';
CREATE INDEX messages_by_user ON messages (user_id, created_at);
CREATE INDEX messages_about ON messages (about_id) WHERE about_id IS NOT NULL;
CREATE INDEX messages_by_account ON messages (account_id, id);

CREATE TRIGGER messages_noted_insert AFTER INSERT ON messages WHEN new.invitation_id IS NOT NULL BEGIN
    UPDATE invitations SET mail = CASE new.state WHEN 'sending' THEN 'queued' ELSE new.state END
    WHERE id = new.invitation_id AND mail <> CASE new.state WHEN 'sending' THEN 'queued' ELSE new.state END;
END;
CREATE TRIGGER messages_noted_update AFTER UPDATE OF state ON messages WHEN new.invitation_id IS NOT NULL
    AND CASE new.state WHEN 'sending' THEN 'queued' ELSE new.state END
        <> CASE old.state WHEN 'sending' THEN 'queued' ELSE old.state END
BEGIN
    UPDATE invitations SET mail =
        (SELECT CASE m.state WHEN 'sending' THEN 'queued' ELSE m.state END FROM messages m
         WHERE m.user_id = new.user_id AND m.invitation_id = new.invitation_id
         ORDER BY m.created_at DESC, m.id DESC LIMIT 1)
    WHERE id = new.invitation_id AND ended_at IS NULL;
END;
