-- Facts about this instance that must not change unnoticed, such as which secret key its links were made with.
CREATE TABLE instance (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- An account is one organisation. `holder_id` is set in the transaction that makes it.
CREATE TABLE accounts (
    id UUID PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    language TEXT NOT NULL,
    -- Most users, pending invitations included; none: no limit.
    seats BIGINT CHECK (seats >= 1),
    holder_id UUID,
    created_at TIMESTAMPTZ NOT NULL
);

-- `levels` is JSON, area -> level; a built-in role has no name of its own. `name_key` is the folded name.
CREATE TABLE roles (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
    kind TEXT NOT NULL CHECK (kind IN ('administrator', 'user', 'member', 'custom')),
    name TEXT NOT NULL CHECK ((kind = 'custom') = (name <> '')),
    name_key TEXT NOT NULL,
    reach TEXT NOT NULL CHECK (reach IN ('own', 'department', 'account')),
    levels TEXT NOT NULL,
    -- Counts the edits: two editors can't overwrite each other.
    version BIGINT NOT NULL DEFAULT 0,
    created_at TIMESTAMPTZ NOT NULL,
    -- What `users` refers to, so that nobody gets another account's role.
    UNIQUE (account_id, id)
);
CREATE UNIQUE INDEX roles_built_in ON roles (account_id, kind) WHERE kind <> 'custom';
CREATE UNIQUE INDEX roles_by_name ON roles (account_id, name_key) WHERE kind = 'custom';

-- One-time tokens that let the first account be made; only their hashes.
CREATE TABLE setup_links (
    token_hash BYTEA PRIMARY KEY,
    created_at TIMESTAMPTZ NOT NULL
);
