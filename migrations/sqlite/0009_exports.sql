-- A file of an account's people, rights or history, as far as its job has made it: for who asked for it, for some days.
CREATE TABLE exports (
    job_id BLOB PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
    -- Where the part that comes next begins, as JSON.
    place TEXT NOT NULL,
    chunks INTEGER NOT NULL DEFAULT 0,
    -- The size of the file.
    bytes INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What each part has made, in its order.
CREATE TABLE export_chunks (
    job_id BLOB NOT NULL REFERENCES exports (job_id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    -- Compressed, each by itself (zlib).
    content BLOB NOT NULL,
    PRIMARY KEY (job_id, number)
) STRICT;
