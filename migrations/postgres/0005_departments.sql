CREATE TABLE departments (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL CHECK (name <> ''),
    -- The folded name: no two that differ by case or marks alone.
    name_key TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    UNIQUE (account_id, name_key),
    UNIQUE (account_id, id)
);

-- One role in each department that a user is in.
CREATE TABLE department_members (
    account_id UUID NOT NULL,
    department_id UUID NOT NULL,
    user_id UUID NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('viewer', 'operator', 'admin')),
    PRIMARY KEY (user_id, department_id),
    FOREIGN KEY (account_id, department_id) REFERENCES departments (account_id, id),
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
);
CREATE INDEX department_members_by_department ON department_members (department_id, user_id);

-- An application or module that users are let into.
CREATE TABLE services (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL,
    url TEXT NOT NULL,
    -- Everybody in the account has it, or those whom it is assigned to.
    for_all BOOLEAN NOT NULL DEFAULT FALSE,
    -- In it, a département admin is no more than an Operator.
    caps_admins BOOLEAN NOT NULL DEFAULT FALSE,
    version BIGINT NOT NULL DEFAULT 0,
    -- Which one it has; empty where it has none.
    picture TEXT NOT NULL DEFAULT '',
    created_at TIMESTAMPTZ NOT NULL,
    UNIQUE (account_id, name_key),
    UNIQUE (account_id, id)
);

-- Apart from what is listed.
CREATE TABLE service_pictures (
    account_id UUID NOT NULL,
    service_id UUID PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('image/png', 'image/jpeg', 'image/webp')),
    content BYTEA NOT NULL,
    FOREIGN KEY (account_id, service_id) REFERENCES services (account_id, id) ON DELETE CASCADE
);

CREATE TABLE service_users (
    account_id UUID NOT NULL,
    service_id UUID NOT NULL,
    user_id UUID NOT NULL,
    -- Past it it counts for nothing.
    ends_at TIMESTAMPTZ,
    PRIMARY KEY (user_id, service_id),
    FOREIGN KEY (account_id, service_id) REFERENCES services (account_id, id),
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
);
CREATE INDEX service_users_by_service ON service_users (service_id, user_id, ends_at);
CREATE INDEX service_users_by_end ON service_users (ends_at) WHERE ends_at IS NOT NULL;

-- Assigned to whoever is in a department, as long as they are.
CREATE TABLE service_departments (
    account_id UUID NOT NULL,
    service_id UUID NOT NULL,
    department_id UUID NOT NULL,
    PRIMARY KEY (department_id, service_id),
    FOREIGN KEY (account_id, service_id) REFERENCES services (account_id, id) ON DELETE CASCADE,
    FOREIGN KEY (account_id, department_id) REFERENCES departments (account_id, id) ON DELETE CASCADE
);
CREATE INDEX service_departments_by_service ON service_departments (service_id);

-- What rights are given in within a service, in the order that it names them.
CREATE TABLE service_areas (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL,
    service_id UUID NOT NULL,
    position BIGINT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL,
    UNIQUE (service_id, name_key),
    FOREIGN KEY (account_id, service_id) REFERENCES services (account_id, id) ON DELETE CASCADE
);
CREATE INDEX service_areas_by_account ON service_areas (account_id);

-- A user's level in an area that wins over all roles, up or down; past its end it is none. `area` is the name of one
-- of Parvis's own, or the id of a service's.
CREATE TABLE exceptions (
    account_id UUID NOT NULL,
    user_id UUID NOT NULL,
    area TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('none', 'guest', 'editor', 'approver')),
    ends_at TIMESTAMPTZ,
    set_by UUID,
    set_at TIMESTAMPTZ NOT NULL,
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
);
-- One for good, and one until a day, which goes before it as long as it lasts.
CREATE UNIQUE INDEX exceptions_by_user ON exceptions (user_id, area, (ends_at IS NULL));
CREATE INDEX exceptions_by_area ON exceptions (account_id, area);
