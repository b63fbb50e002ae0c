-- Somebody asks for a level in an area. `area` is the name of one of Parvis's own, or the id of a service's. The reason
-- and the answer are the people's own words; both go with the person.
CREATE TABLE access_requests (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL,
    user_id UUID NOT NULL,
    area TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('guest', 'editor', 'approver')),
    reason TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'given', 'denied', 'withdrawn', 'gone')),
    created_at TIMESTAMPTZ NOT NULL,
    answered_at TIMESTAMPTZ,
    answer TEXT NOT NULL,
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE,
    CHECK ((state = 'open') = (answered_at IS NULL))
);
-- One at a time for an area.
CREATE UNIQUE INDEX access_requests_open ON access_requests (user_id, area) WHERE state = 'open';
CREATE INDEX access_requests_by_account ON access_requests (account_id, created_at) WHERE state = 'open';
CREATE INDEX access_requests_by_user ON access_requests (user_id, created_at);
