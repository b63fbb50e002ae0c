-- A file of an account's people, rights or history, as far as its job has made it: for who asked for it, for some days.
CREATE TABLE exports (
    job_id UUID PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
    -- Where the part that comes next begins, as JSON.
    place TEXT NOT NULL,
    chunks BIGINT NOT NULL DEFAULT 0,
    -- The size of the file.
    bytes BIGINT NOT NULL DEFAULT 0
);

-- What each part has made, in its order.
CREATE TABLE export_chunks (
    job_id UUID NOT NULL REFERENCES exports (job_id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    -- Compressed, each by itself (zlib).
    content BYTEA NOT NULL,
    PRIMARY KEY (job_id, number)
);
