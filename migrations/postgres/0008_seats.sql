-- How many seats were used at the beginning of a day, of the whole account or, without a limit of its own, in one department
-- of it. Nobody is named.
CREATE TABLE seat_days (
    account_id UUID NOT NULL REFERENCES accounts (id),
    -- None: the whole account. What there was goes on counting when a department is gone: its name is kept beside.
    department_id UUID,
    name TEXT,
    -- As in 2026-11-22, by the calendar of the instance.
    day TEXT NOT NULL CHECK (LENGTH(day) = 10),
    active BIGINT NOT NULL,
    invited BIGINT NOT NULL,
    -- The most that the account might have that day; none: no limit.
    seats BIGINT
);
CREATE UNIQUE INDEX seat_days_whole ON seat_days (account_id, day) WHERE department_id IS NULL;
CREATE UNIQUE INDEX seat_days_in ON seat_days (account_id, department_id, day) WHERE department_id IS NOT NULL;
