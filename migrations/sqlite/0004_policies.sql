-- Versions of the privacy policy: a changed text in any language is a new version.
CREATE TABLE policies (
    version INTEGER PRIMARY KEY,
    created_at INTEGER NOT NULL
) STRICT;

-- `text` is Markdown; `digest` is its SHA-256 in hexadecimal.
CREATE TABLE policy_texts (
    version INTEGER NOT NULL REFERENCES policies (version),
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (version, language)
) STRICT;

-- The proof of consent. It refers to nobody, since it outlives the user and the account.
CREATE TABLE acceptances (
    id BLOB PRIMARY KEY,
    account_id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    email TEXT NOT NULL,
    version INTEGER NOT NULL,
    language TEXT NOT NULL,
    digest TEXT NOT NULL,
    accepted_at INTEGER NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL,
    UNIQUE (user_id, version)
) STRICT;

-- Who accepted a version, in the order of time.
CREATE INDEX acceptances_by_version ON acceptances (account_id, version, accepted_at, id);

CREATE TABLE history (
    id BLOB PRIMARY KEY,
    account_id BLOB NOT NULL,
    at INTEGER NOT NULL,
    actor_id BLOB,
    action TEXT NOT NULL,
    subject_id BLOB,
    -- It was tried, and nothing was done.
    refused INTEGER NOT NULL,
    particulars TEXT NOT NULL,
    address TEXT NOT NULL
) STRICT;
-- One for each way in which the newest are asked for.
CREATE INDEX history_by_account ON history (account_id, at, id);
CREATE INDEX history_by_action ON history (account_id, action, at, id, refused, subject_id);
CREATE INDEX history_by_actor ON history (actor_id, at, id);
CREATE INDEX history_by_subject ON history (subject_id, at, id);
CREATE INDEX history_refused ON history (account_id, at, id) WHERE refused;

-- What an entry changed about its subject, before and after: personal, so it goes with the person.
CREATE TABLE changes (
    entry_id BLOB NOT NULL,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    PRIMARY KEY (entry_id, field)
) STRICT;
CREATE INDEX changes_by_user ON changes (user_id);

-- An entry's own words, folded: what changed about somebody, who then takes them along, or the names of what it is
-- about.
CREATE TABLE words (
    seq INTEGER PRIMARY KEY,
    entry_id BLOB NOT NULL UNIQUE,
    account_id BLOB NOT NULL,
    user_id BLOB REFERENCES users (id) ON DELETE CASCADE,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX words_by_account ON words (account_id, entry_id);
CREATE INDEX words_by_user ON words (user_id) WHERE user_id IS NOT NULL;
CREATE VIRTUAL TABLE words_search USING fts5 (
    text, content = 'words', content_rowid = 'seq', tokenize = 'trigram', columnsize = 0
);
CREATE TRIGGER words_search_insert AFTER INSERT ON words BEGIN
    INSERT INTO words_search (rowid, text) VALUES (new.seq, new.text);
END;
CREATE TRIGGER words_search_delete AFTER DELETE ON words BEGIN
    INSERT INTO words_search (words_search, rowid, text) VALUES ('delete', old.seq, old.text);
END;

-- Append-only: not even a fault in Parvis can change the past.
CREATE TRIGGER acceptances_no_update BEFORE UPDATE ON acceptances BEGIN SELECT RAISE (ABORT, 'acceptances is append-only'); END;
CREATE TRIGGER acceptances_no_delete BEFORE DELETE ON acceptances BEGIN SELECT RAISE (ABORT, 'acceptances is append-only'); END;
CREATE TRIGGER history_no_update BEFORE UPDATE ON history BEGIN SELECT RAISE (ABORT, 'history is append-only'); END;
CREATE TRIGGER history_no_delete BEFORE DELETE ON history BEGIN SELECT RAISE (ABORT, 'history is append-only'); END;
CREATE TRIGGER policies_no_update BEFORE UPDATE ON policies BEGIN SELECT RAISE (ABORT, 'policies is append-only'); END;
CREATE TRIGGER policies_no_delete BEFORE DELETE ON policies BEGIN SELECT RAISE (ABORT, 'policies is append-only'); END;
CREATE TRIGGER policy_texts_no_update BEFORE UPDATE ON policy_texts BEGIN SELECT RAISE (ABORT, 'policy_texts is append-only'); END;
CREATE TRIGGER policy_texts_no_delete BEFORE DELETE ON policy_texts BEGIN SELECT RAISE (ABORT, 'policy_texts is append-only'); END;
-- What an entry changed goes with the person, and is never rewritten.
CREATE TRIGGER changes_no_update BEFORE UPDATE ON changes BEGIN SELECT RAISE (ABORT, 'changes is append-only'); END;
