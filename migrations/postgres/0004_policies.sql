-- Versions of the privacy policy: a changed text in any language is a new version.
CREATE TABLE policies (
    version BIGINT PRIMARY KEY,
    created_at TIMESTAMPTZ NOT NULL
);

-- `text` is Markdown; `digest` is its SHA-256 in hexadecimal.
CREATE TABLE policy_texts (
    version BIGINT NOT NULL REFERENCES policies (version),
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (version, language)
);

-- The proof of consent. It refers to nobody, since it outlives the user and the account.
CREATE TABLE acceptances (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL,
    user_id UUID NOT NULL,
    email TEXT NOT NULL,
    version BIGINT NOT NULL,
    language TEXT NOT NULL,
    digest TEXT NOT NULL,
    accepted_at TIMESTAMPTZ NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL,
    UNIQUE (user_id, version)
);

-- Who accepted a version, in the order of time.
CREATE INDEX acceptances_by_version ON acceptances (account_id, version, accepted_at, id);

CREATE TABLE history (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    actor_id UUID,
    action TEXT NOT NULL,
    subject_id UUID,
    -- It was tried, and nothing was done.
    refused BOOLEAN NOT NULL,
    particulars TEXT NOT NULL,
    address TEXT NOT NULL
);
-- One for each way in which the newest are asked for.
CREATE INDEX history_by_account ON history (account_id, at, id);
CREATE INDEX history_by_action ON history (account_id, action, at, id, refused, subject_id);
CREATE INDEX history_by_actor ON history (actor_id, at, id);
CREATE INDEX history_by_subject ON history (subject_id, at, id);
CREATE INDEX history_refused ON history (account_id, at, id) WHERE refused;

-- What an entry changed about its subject, before and after: personal, so it goes with the person.
CREATE TABLE changes (
    entry_id UUID NOT NULL,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    PRIMARY KEY (entry_id, field)
);
CREATE INDEX changes_by_user ON changes (user_id);

-- An entry's own words, folded: what changed about somebody, who then takes them along, or the names of what it is
-- about.
CREATE TABLE words (
    entry_id UUID PRIMARY KEY,
    account_id UUID NOT NULL,
    user_id UUID REFERENCES users (id) ON DELETE CASCADE,
    text TEXT NOT NULL
);
CREATE INDEX words_by_account ON words (account_id, entry_id);
CREATE INDEX words_by_user ON words (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX words_search ON words USING gin (text gin_trgm_ops);

-- Append-only: not even a fault in Parvis can change the past.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
CREATE TRIGGER acceptances_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON acceptances EXECUTE FUNCTION refuse_change();
CREATE TRIGGER history_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON history EXECUTE FUNCTION refuse_change();
CREATE TRIGGER policies_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON policies EXECUTE FUNCTION refuse_change();
CREATE TRIGGER policy_texts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON policy_texts EXECUTE FUNCTION refuse_change();
-- What an entry changed goes with the person, and is never rewritten.
CREATE TRIGGER changes_append_only BEFORE UPDATE ON changes EXECUTE FUNCTION refuse_change();
