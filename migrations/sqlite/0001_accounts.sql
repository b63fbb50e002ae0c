-- Facts about this instance that must not change unnoticed, such as which secret key its links were made with.
CREATE TABLE instance (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- An account is one organisation. `holder_id` is set in the transaction that makes it.
CREATE TABLE accounts (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    language TEXT NOT NULL,
    -- Most users, pending invitations included; none: no limit. The operator's goes before the account's own.
    seat_limit INTEGER CHECK (seat_limit >= 1),
    seats INTEGER CHECK (seats >= 1),
    -- Where nothing is set, what the instance is configured with counts.
    invitation_days INTEGER CHECK (invitation_days BETWEEN 1 AND 90),
    reset_hours INTEGER CHECK (reset_hours BETWEEN 1 AND 168),
    session_idle_hours INTEGER CHECK (session_idle_hours BETWEEN 1 AND 720),
    session_days INTEGER CHECK (session_days BETWEEN 1 AND 365),
    -- In characters; where nothing is set, the built-in rule counts, which this can't go below.
    password_length INTEGER CHECK (password_length BETWEEN 12 AND 23),
    strict_passwords INTEGER NOT NULL DEFAULT 0 CHECK (strict_passwords IN (0, 1)),
    -- Domains that people's addresses have to be of, one a line; empty: any.
    domains TEXT NOT NULL DEFAULT '',
    -- Counts the edits of these settings: two editors can't overwrite each other.
    version INTEGER NOT NULL DEFAULT 0,
    holder_id BLOB,
    created_at INTEGER NOT NULL
) STRICT;

-- `levels` is JSON, area -> level; a built-in role has no name of its own. `name_key` is the folded name.
CREATE TABLE roles (
    id BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    kind TEXT NOT NULL CHECK (kind IN ('administrator', 'user', 'member', 'custom')),
    name TEXT NOT NULL CHECK ((kind = 'custom') = (name <> '')),
    name_key TEXT NOT NULL,
    reach TEXT NOT NULL CHECK (reach IN ('own', 'department', 'account')),
    levels TEXT NOT NULL,
    -- Counts the edits: two editors can't overwrite each other.
    version INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    -- What `users` refers to, so that nobody gets another account's role.
    UNIQUE (account_id, id)
) STRICT;
CREATE UNIQUE INDEX roles_built_in ON roles (account_id, kind) WHERE kind <> 'custom';
CREATE UNIQUE INDEX roles_by_name ON roles (account_id, name_key) WHERE kind = 'custom';

-- An account lets the support in, until then: people of the instance's own account, who do up to this level there.
CREATE TABLE support_accesses (
    id BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    level TEXT NOT NULL CHECK (level IN ('guest', 'editor')),
    granted_by BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    ended_at INTEGER,
    CHECK (ends_at > created_at)
) STRICT;
CREATE UNIQUE INDEX support_accesses_open ON support_accesses (account_id) WHERE ended_at IS NULL;

-- One-time tokens that let the first account be made; only their hashes.
CREATE TABLE setup_links (
    token_hash BLOB PRIMARY KEY,
    created_at INTEGER NOT NULL
) STRICT;
