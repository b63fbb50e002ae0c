-- Work for many users at once: it goes on when its page is left and when a node stops. Its id is the form's
-- idempotency key.
CREATE TABLE jobs (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
    -- Whose rights count, read anew for each part of the work, and who alone sees it.
    actor_id UUID NOT NULL,
    -- What is to be done, as JSON.
    task TEXT NOT NULL,
    -- Of everything that was sent: a form that comes again with other contents isn't the same form.
    digest BYTEA NOT NULL,
    -- Where the actor asked from: for the history.
    address TEXT NOT NULL,
    total BIGINT NOT NULL,
    done BIGINT NOT NULL DEFAULT 0,
    refused BIGINT NOT NULL DEFAULT 0,
    -- How often the part that comes next has failed.
    tries BIGINT NOT NULL DEFAULT 0,
    -- Each lease has an id of its own: a worker whose lease has ended writes nothing more.
    lease_id UUID,
    leased_until TIMESTAMPTZ,
    -- When it was last worked on: jobs take turns.
    turn_at TIMESTAMPTZ NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    ending TEXT CHECK (ending IN ('done', 'cancelled', 'rights-lost')),
    FOREIGN KEY (account_id, actor_id) REFERENCES users (account_id, id) ON DELETE CASCADE,
    CHECK ((lease_id IS NULL) = (leased_until IS NULL)),
    CHECK ((ended_at IS NULL) = (ending IS NULL)),
    CHECK (done + refused <= total)
);
CREATE INDEX jobs_open ON jobs (turn_at, id) WHERE ended_at IS NULL;
CREATE INDEX jobs_by_actor ON jobs (account_id, actor_id);
CREATE INDEX jobs_by_time ON jobs (created_at);

-- One user of a job, or one line of a file, with what became of it.
CREATE TABLE job_items (
    job_id UUID NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    -- The place in the work, or the line in the file.
    number BIGINT NOT NULL,
    -- Somebody who may be erased since.
    user_id UUID,
    -- What stands in the line of a file that couldn't be taken; else empty.
    text TEXT NOT NULL,
    -- In the order in which they are shown: 0 refused, 1 done, 2 not yet.
    rank BIGINT NOT NULL CHECK (rank IN (0, 1, 2)),
    -- Why it was refused, as JSON; else empty.
    reason TEXT NOT NULL,
    PRIMARY KEY (job_id, number)
);
CREATE INDEX job_items_by_rank ON job_items (job_id, rank, number);

-- A file of people, from its upload until it is imported, or a day.
CREATE TABLE imports (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
    actor_id UUID NOT NULL,
    name TEXT NOT NULL,
    -- As it was sent.
    content BYTEA NOT NULL,
    -- What it seems to be written in.
    encoding TEXT NOT NULL CHECK (encoding IN ('utf-8', 'windows-1252', 'utf-16')),
    -- What imports it: one at a time, and the file goes when that is done.
    job_id UUID REFERENCES jobs (id) ON DELETE SET NULL,
    -- How many of its addresses were told to be of people out of reach, read in which way: `Plan::way_of_reading`.
    foreign_told BIGINT NOT NULL DEFAULT 0,
    foreign_read TEXT NOT NULL DEFAULT '',
    created_at TIMESTAMPTZ NOT NULL,
    FOREIGN KEY (account_id, actor_id) REFERENCES users (account_id, id) ON DELETE CASCADE
);
CREATE INDEX imports_by_actor ON imports (account_id, actor_id);
CREATE INDEX imports_by_job ON imports (job_id);
CREATE INDEX imports_by_time ON imports (created_at);
